// What a person sees of the sandbox: why it lives, which limit a program met, and what a stop keeps.
import { test as nodeTest, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Browser, picturing, screenShows, shotBoth, terminalText } from './lib/browser.mjs';
import { PASSWORD } from './lib/person.mjs';
import { eventually } from './lib/platform.mjs';

const mark = randomBytes(3).toString('hex');
let browser; let ada;

before(async () => {
  browser = await Browser.launch();
  ada = await browser.person('ada');
});
after(async () => browser?.close());

let step = 0;
const test = (name, run) => nodeTest(name, picturing(`sandbox-${++step}`, () => ({ ada }), run));

const shows = (pattern, within) => screenShows(ada, pattern, within);
const type = async (line) => {
  await ada.getByTestId('terminal').filter({ visible: true }).first().click();
  await ada.keyboard.type(line);
  await ada.keyboard.press('Enter');
};
const stateIs = (state) => ada.locator(`[data-testid=sandbox-state][data-state=${state}]`).waitFor({ timeout: 60_000 });
const details = async () => {
  await ada.getByTestId('sandbox-state').click();
  await ada.getByTestId('sandbox-details').waitFor();
};

test('S6 L5 the sandbox says why it is alive, when it stops, and how far it reaches', async () => {
  await ada.goto('/register');
  const form = ada.getByTestId('register-form');
  await form.getByLabel('Username').fill(`box-${mark}`);
  await form.getByLabel('Email').fill(`box-${mark}@example.org`);
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: /create account|register|sign up/i }).click();
  await ada.waitForURL(/\/sessions/);
  await ada.getByRole('button', { name: 'New session' }).first().click();
  await ada.getByLabel('Name').fill(`box-${mark}`);
  await ada.getByRole('button', { name: 'Create session' }).click();
  await ada.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
  await shows(/\$/);
  await stateIs('RUNNING');
  await details();
  await ada.getByText('package indexes only').waitFor();
  await ada.getByText('Why alive').waitFor();
  await shotBoth(ada, 'sandbox-details');
  await ada.getByRole('button', { name: 'Keep 1 h' }).click();
  await details();
  await ada.getByText(/asked to keep it running/i).waitFor();
  await ada.keyboard.press('Escape');
});

test('T12 many lines ask before they are pasted, and the output can be searched', async () => {
  await type('echo kept-${PWD##*/}-text');
  await shows(/kept-workspace-text/);
  await ada.locator('.xterm-helper-textarea').first().evaluate((area) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', Array.from({ length: 9 }, (_, line) => `echo pasted ${line}`).join('\n'));
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await ada.getByTestId('paste-preview').waitFor();
  await shotBoth(ada, 'paste-dialog');
  await ada.getByRole('button', { name: 'Cancel' }).click();
  await ada.getByTestId('paste-preview').waitFor({ state: 'detached' });
  await ada.keyboard.press('Control+Shift+F');
  await ada.getByLabel('Search for').fill('kept-workspace');
  await eventually('the hit is counted', async () => /1/.test(await ada.getByTestId('find-count').innerText()));
  await shotBoth(ada, 'terminal-search');
  await ada.keyboard.press('Escape');
  assert.ok(!(await terminalText(ada)).includes('pasted 1'));
});

test('L3 a program that runs out of memory is named, and the shell goes on', async () => {
  await type(`python3 -c "x = bytearray(1 << 31); [x.__setitem__(i, 1) for i in range(0, len(x), 4096)]"`);
  await ada.locator('[data-testid=sandbox-alert]').filter({ hasText: /memory/i }).waitFor({ timeout: 60_000 });
  await shotBoth(ada, 'limit-banner');
  await type('echo still-$((40+2))');
  await shows(/still-42/);
});

test('S8 after stop and start the tab has its last text, marked', async () => {
  await details();
  await ada.getByRole('button', { name: 'Stop', exact: true }).click();
  await stateIs('STOPPED');
  await shotBoth(ada, 'sandbox-stopped');
  await ada.getByRole('button', { name: 'Start again' }).first().click();
  await stateIs('RUNNING');
  await shows(/still-42[\s\S]*previous run ended here[\s\S]*\$/);
  assert.equal(await ada.getByText('Nothing was lost').count(), 0, 'programs are gone, and nothing says otherwise');
  await shotBoth(ada, 'previous-run');
  await ada.reload();
  await shows(/still-42[\s\S]*previous run ended here[\s\S]*\$/);
});

test('S9 the environment can be reset, after a question', async () => {
  await type('touch ~/gone-after-reset; ls ~');
  await shows(/gone-after-reset\s+coder@/);
  await details();
  await ada.getByRole('button', { name: 'Reset environment…' }).click();
  await ada.getByText('The files of the session stay.').waitFor();
  await shotBoth(ada, 'reset-dialog');
  await ada.getByRole('button', { name: 'Reset', exact: true }).click();
  await eventually('it was reset', async () => (await ada.locator('[data-testid=sandbox-state]').getAttribute('data-state')) !== 'RUNNING', { within: 30_000, every: 50 });
  await stateIs('RUNNING');
  await shows(/previous run ended here[\s\S]*\$/);
  await type('clear; ls -A ~ | wc -l; echo counted');
  await shows(/\b0\s+counted/);
});

test('the browser complained of nothing', async () => assert.deepEqual(await browser.unexpected(), []));
