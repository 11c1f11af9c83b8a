// The whole way in two browsers: one person's code to another person's approval, with pictures of every page.
import { test as nodeTest, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Browser, picturing, screenShows, shotBoth, terminalText } from './lib/browser.mjs';
import { PASSWORD } from './lib/person.mjs';

// as a person types it: the editor indents after the colon, Shift+Tab goes back
const LINES = ['import time', 'import numpy as np', 'for step in range(1, 41):',
  'print(f"step {step} of 40", flush=True)', 'time.sleep(0.2)', 'OUTDENT', 'print("sum is", np.arange(101).sum())'];
const mark = randomBytes(3).toString('hex');
const title = `Check the sum ${mark}`;
let browser; let ada; let grace; let sessionPath; let reviewPath;

before(async () => {
  browser = await Browser.launch();
  ada = await browser.person('ada');
  grace = await browser.person('grace');
});
after(async () => browser?.close());

let step = 0;
const test = (name, run) => nodeTest(name, picturing(++step, () => ({ ada, grace }), run));

async function register(page, username) {
  await page.goto('/register');
  const form = page.getByTestId('register-form');
  await form.getByLabel('Username').fill(username);
  await form.getByLabel('Email').fill(`${username}@example.org`);
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: /create account|register|sign up/i }).click();
  await page.waitForURL(/\/sessions/);
}

/** Replaces what the open editor has by typing. */
async function write(page, lines) {
  const editor = page.getByTestId('editor').filter({ visible: true });
  await editor.locator('.view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  for (const line of lines) {
    if (line === 'OUTDENT') {
      await page.keyboard.press('Shift+Tab');
      continue;
    }
    await page.keyboard.type(line);
    // seen before it goes on, as by a person: the next line's indent comes from what the editor has read
    await editor.locator('.view-line').filter({ hasText: line }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  }
}

const saved = (page) => page.locator('[data-testid=save-state][data-state=saved]').waitFor();

test('the pages before an account exists', async () => {
  await ada.goto('/login');
  await ada.getByTestId('login-form').waitFor();
  await shotBoth(ada, 'login');
  await ada.goto('/register');
  await ada.getByTestId('register-form').waitFor();
  await shotBoth(ada, 'register');
  await ada.goto('/no-such-page');
  await ada.getByText(/not found|no such page|nothing here|does not exist/i).first().waitFor();
  await shotBoth(ada, 'not-found');
});

test('A1 register, then an empty dashboard', async () => {
  await register(ada, `ada-${mark}`);
  await ada.locator('main [aria-busy=true]').waitFor({ state: 'detached' });
  await ada.getByText(/no sessions|first session|nothing here/i).first().waitFor();
  await shotBoth(ada, 'sessions-empty');
  await register(grace, `grace-${mark}`);
  await grace.goto('/profile');
  await grace.getByTestId('level-senior').click();
  await grace.getByRole('button', { name: 'Become senior' }).click();
  await grace.locator('[data-testid=level-senior][aria-checked=true]').waitFor();
  await shotBoth(grace, 'profile');
});

test('a session opens with editor, tree and a prompt', async () => {
  await ada.getByRole('button', { name: 'New session' }).first().click();
  await ada.getByLabel('Name').fill(`churn-${mark}`);
  await shotBoth(ada, 'new-session');
  await ada.getByRole('button', { name: 'Create session' }).click();
  await ada.waitForURL(/\/sessions\/[0-9a-f-]{36}/);
  sessionPath = new URL(ada.url()).pathname;
  await ada.locator('[data-testid=tree-item][data-path="main.py"]').waitFor();
  await screenShows(ada, /\$/);
  await ada.locator('[data-testid=tree-item][data-path="main.py"]').dblclick();
  await ada.getByTestId('editor').filter({ visible: true }).locator('.view-line').first().waitFor();
});

test('an edit saves itself, runs in the terminal, and survives a reload in mid-run', async () => {
  await write(ada, LINES);
  await saved(ada);
  await ada.getByTestId('run').click();
  // whichever step a slow machine shows first: the screen holds few of them
  await screenShows(ada, /step \d+ of 40/);
  await ada.reload();
  await screenShows(ada, /sum is 5050/);
  const shown = await terminalText(ada);
  await shotBoth(ada, 'workbench');
  const steps = [...shown.matchAll(/step (\d+) of 40/g)].map((m) => Number(m[1]));
  const first = steps[0];
  assert.deepEqual(steps, Array.from({ length: 41 - first }, (_, i) => first + i), 'each line once, in order');
  assert.ok(shown.includes('sum is 5050'));
  await ada.getByTestId('editor').filter({ visible: true }).locator('.view-line').first().waitFor();
  await ada.getByText('np.arange').first().waitFor();
});

test('submit for review', async () => {
  await ada.getByTestId('request-review').click();
  const dialog = ada.getByTestId('request-review-dialog');
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Description').fill('Does the **sum** of numpy look right?');
  await dialog.getByLabel('Priority').selectOption('HIGH');
  await shotBoth(ada, 'request-review');
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await dialog.waitFor({ state: 'detached' });
});

test('the reviewer claims it, reads the snapshot and comments on a line', async () => {
  await grace.goto('/reviews');
  const row = grace.getByTestId('review-row').filter({ hasText: title });
  await row.waitFor();
  await shotBoth(grace, 'queue');
  await row.getByTestId('claim').click();
  await grace.waitForURL(/\/reviews\/[0-9a-f-]{36}/);
  reviewPath = new URL(grace.url()).pathname;
  await grace.getByTestId('turn').waitFor();
  await grace.getByTestId('review-file').filter({ hasText: 'main.py' }).first().click();
  await grace.getByTestId('snapshot').locator('.view-line').first().waitFor();
  await grace.getByText('np.arange').first().waitFor();
  await grace.getByTestId('snapshot').locator('.view-line').filter({ hasText: 'sum is' }).click();
  await grace.keyboard.press('c');
  const composer = grace.getByTestId('comment-composer').first();
  await composer.getByRole('textbox').fill('Why **101**, and not 100?');
  await composer.getByRole('textbox').press('Control+Enter');
  await grace.getByTestId('thread').filter({ hasText: 'and not 100?' }).first().waitFor();
  await shotBoth(grace, 'review');
});

test('R15 N1 approve: the author is told in the open page', async () => {
  await grace.getByTestId('decide').click();
  const dialog = grace.getByTestId('decision-dialog');
  await dialog.getByLabel('Summary').fill('Good. One question on the line.');
  await shotBoth(grace, 'decision');
  await dialog.getByRole('button', { name: /approve|send|submit/i }).click();
  await dialog.waitFor({ state: 'detached' });
  await ada.getByTestId('unread-count').waitFor();
  await ada.goto('/inbox');
  await ada.getByTestId('notification').filter({ hasText: title }).first().waitFor();
  await shotBoth(ada, 'inbox');
  await ada.goto(reviewPath);
  await ada.getByText(/approved/i).first().waitFor();
  await shotBoth(ada, 'review-author');
  await ada.goto('/people');
  await ada.getByTestId('reviewer').filter({ hasText: `grace-${mark}` }).first().waitFor();
  await shotBoth(ada, 'people');
  await ada.goto('/sessions');
  await ada.getByTestId('session-row').first().waitFor();
  await shotBoth(ada, 'sessions');
  assert.ok(sessionPath);
});

test('log out leads to the sign-in, and signing in to the page first asked for', async () => {
  await ada.getByTestId('user-menu').click();
  await ada.getByRole('menuitem', { name: /sign out|log out/i }).first().click();
  await ada.waitForURL(/\/login/);
  await ada.goto('/inbox');
  await ada.waitForURL(/\/login/);
  const form = ada.getByTestId('login-form');
  await form.getByLabel(/username/i).fill(`ada-${mark}`);
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: /sign in|log in/i }).click();
  await ada.waitForURL(/\/inbox/);
});

test('the browser complained of nothing: no CSP violation, no script error', async () => {
  const expected = /status of (401|404)|net::ERR_ABORTED/;
  assert.deepEqual(await browser.unexpected(expected), []);
});
