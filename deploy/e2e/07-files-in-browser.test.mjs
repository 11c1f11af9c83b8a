// Files in the browser: nothing typed is lost, the tree tells the truth, and every way in and out of it works.
import { test as nodeTest, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { Browser, picturing, shotBoth } from './lib/browser.mjs';
import { PASSWORD, Person } from './lib/person.mjs';
import { crash, eventually, returned } from './lib/platform.mjs';

const LIMIT = 60_000;
let browser; let ada; let person; let session; let other; let archive;

before(async () => {
  browser = await Browser.launch();
  ada = await browser.person('ada');
  ada.setDefaultTimeout(LIMIT);
  person = await Person.register('files');
  session = await person.newSession('Files');
  other = await person.newSession('Files of yesterday', 'empty');
  await person.save(other.id, 'unpacked/a.txt', 'a');
  await person.save(other.id, 'one.txt', 'from the zip');
  archive = Buffer.from(await (await person.call('GET', `/api/sessions/${other.id}/export`)).arrayBuffer());
  await save('main.py', 'one = 1\ntwo = 2\nthree = 3\n');
  await save('data/numbers.csv', 'name,value\n"a, b",1\nc,2.5\n');
  await save('data/notes.ipynb', JSON.stringify({ nbformat: 4, metadata: {}, cells: [{ cell_type: 'markdown', source: '# From a notebook' }, { cell_type: 'code', execution_count: 1, source: 'needle = 41 + 1', outputs: [{ output_type: 'stream', text: 'out of a cell' }] }] }));
  await save('data/blob.bin', Buffer.from([0, 1, 2, 3]));
  await save('src/util.py', 'def needle():\n    return 1\n');
  await save('src/deep/again.py', '# nothing\n\nNEEDLE = 2\n');
});
after(async () => browser?.close());

let step = 0;
const test = (name, run) => nodeTest(name, picturing(`files-${++step}`, () => ({ ada }), run));

/** Pictures of each view, in both themes, for who looks at them. */
const picture = (name) => process.env.COVE_SCREENSHOTS && shotBoth(ada, name);
const save = (path, text) => person.save(session.id, path, text);
const stored = (path) => person.read(session.id, path);
const is = (path, text) => eventually(`${path} is stored as ${JSON.stringify(text)}`, async () => (await stored(path)) === text, { within: LIMIT });
const item = (path) => ada.locator(`[data-testid=tree-item][data-path="${path}"]`);
const tab = (path) => ada.locator(`[data-testid=editor-tab][data-path="${path}"]`);
const state = (kind) => ada.locator(`[data-testid=save-state][data-state=${kind}]`).waitFor();
const editor = (path) => ada.locator(`[data-testid=editor][data-path="${path}"]`);
const shows = (path, text) => editor(path).locator('.view-lines').filter({ hasText: text }).first().waitFor();
const press = (...keys) => keys.reduce((before, key) => before.then(() => ada.keyboard.press(key)), Promise.resolve());
const expand = async (path) => {
  if ((await item(path).getAttribute('aria-expanded')) !== 'true') await item(path).click();
  await item(path).and(ada.locator('[aria-expanded=true]')).waitFor();
};
const toast = (text) => ada.locator('[data-sonner-toast]').filter({ hasText: text }).first();

async function signIn(form) {
  const name = form.getByLabel(/username/i);
  if (await name.isEditable()) await name.fill(person.username);
  await form.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await form.getByRole('button', { name: /sign in|log in/i }).click();
}

/** Puts text at the start of the open file, as a person does. */
async function typeAtStart(path, text) {
  await editor(path).locator('.view-line').first().click();
  await press('Control+Home');
  await ada.keyboard.type(text);
}

async function open() {
  await ada.goto(`/sessions/${session.id}`);
  await item('main.py').waitFor();
}

test('F11 text is saved while it is typed, and the state is shown', async () => {
  await ada.goto(`/sessions/${session.id}`);
  await signIn(ada.getByTestId('login-form'));
  await ada.waitForURL(new RegExp(session.id));
  await item('main.py').dblclick();
  await shows('main.py', 'one = 1');
  await typeAtStart('main.py', '# a');
  await state('dirty');
  await state('saved');
  await is('main.py', '# aone = 1\ntwo = 2\nthree = 3\n');
});

test('F12 offline: typing goes on, leaving warns, and the text outlives the page', async () => {
  const context = ada.context();
  await context.setOffline(true);
  await typeAtStart('main.py', '# offline ');
  await state('offline');
  await ada.locator('[data-testid=degraded][data-part=offline]').waitFor();
  await picture('files-offline');
  const warned = new Promise((resolve) => ada.once('dialog', (dialog) => {
    resolve(dialog.type());
    void dialog.dismiss();
  }));
  await ada.evaluate(() => void setTimeout(() => location.reload()));
  assert.equal(await warned, 'beforeunload');
  await ada.keyboard.type('and gone ');
  await shows('main.py', '# offline and gone');
  // what a person's last keys were may be lost with the process: the journal follows within a moment
  await eventually('the journal has it', () => ada.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('cove');
    request.onsuccess = () => {
      const all = request.result.transaction('unsaved').objectStore('unsaved').getAll();
      all.onsuccess = () => resolve(all.result.some(({ text }) => text.includes('# offline and gone ')));
    };
  })), { within: LIMIT });
  const crashed = new Promise((resolve) => ada.once('crash', resolve));
  ada.goto('chrome://crash').catch(() => {});
  await crashed;
  await ada.close();
  ada = await browser.again(context, 'ada');
  ada.setDefaultTimeout(LIMIT);
  await context.setOffline(false);
  await open();
  await shows('main.py', '# offline and gone');
  await state('saved');
  await is('main.py', '# offline and gone # aone = 1\ntwo = 2\nthree = 3\n');
});

test('A3 a login that ends loses nothing: sign in over the page, and the save runs', async () => {
  await ada.context().clearCookies();
  await typeAtStart('main.py', '# signed out ');
  const dialog = ada.getByTestId('sign-in-dialog');
  await dialog.waitFor();
  await picture('files-signed-out');
  await signIn(dialog);
  await dialog.waitFor({ state: 'detached' });
  await state('saved');
  await is('main.py', '# signed out # offline and gone # aone = 1\ntwo = 2\nthree = 3\n');
});

test('X4 workspace-service dies: the save is refused, kept, and made when it is back', async () => {
  const pid = await crash('workspace-service');
  await typeAtStart('main.py', '# away ');
  await state('offline');
  await ada.locator('[data-testid=degraded][data-part=workspace-service]').waitFor();
  await picture('files-service-away');
  await returned('workspace-service', pid);
  await state('saved');
  await ada.getByTestId('degraded').waitFor({ state: 'detached' });
  await is('main.py', '# away # signed out # offline and gone # aone = 1\ntwo = 2\nthree = 3\n');
});

test('F10 a clean file changes underneath: quietly, cursor and undo kept', async () => {
  await press('Control+End', 'ArrowUp');
  const place = await ada.getByTestId('cursor').innerText();
  await save('main.py', '# theirs\ntwo = 2\nthree = 3\n');
  await shows('main.py', '# theirs');
  await eventually('the cursor stands where it stood', async () => (await ada.getByTestId('cursor').innerText()) === place, { within: LIMIT });
  await press('Control+z');
  await shows('main.py', '# away');
  await press('Control+y');
  await shows('main.py', '# theirs');
  await state('saved');
});

test('F10 a file changed on both sides is compared, and both texts are kept', async () => {
  const refuse = (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue());
  await ada.route('**/files/main.py', refuse);
  await typeAtStart('main.py', '# mine\n');
  await state('offline');
  await save('main.py', '# changed by them\n');
  await ada.unroute('**/files/main.py', refuse);
  await state('conflict');
  await ada.getByTestId('save-banner').getByRole('button', { name: 'Compare' }).click();
  await ada.getByTestId('diff').locator('.view-line').first().waitFor();
  await picture('files-conflict');
  await ada.getByRole('dialog').getByRole('button', { name: 'Keep mine' }).click();
  await state('saved');
  await is('main.py', '# mine\n# theirs\ntwo = 2\nthree = 3\n');
});

test('F14 the history shows what changed, and brings it back', async () => {
  await tab('main.py').click({ button: 'right' });
  await ada.getByRole('menuitem', { name: 'History…' }).click();
  const dialog = ada.getByTestId('history-dialog');
  await dialog.getByTestId('version').nth(1).click();
  await dialog.getByTestId('diff').locator('.view-line').filter({ hasText: '# changed by them' }).first().waitFor();
  await picture('files-history');
  await dialog.getByRole('button', { name: 'Restore this version' }).click();
  await dialog.waitFor({ state: 'detached' });
  await shows('main.py', '# changed by them');
  await is('main.py', '# changed by them\n');
});

test('F10 tabs follow a renamed file, and a deleted one can be saved again', async () => {
  await person.ask(200, 'POST', `/api/sessions/${session.id}/move`, { json: { from: 'main.py', to: 'renamed.py' } });
  await tab('renamed.py').waitFor();
  await shows('renamed.py', '# changed by them');
  await person.ask(204, 'DELETE', `/api/sessions/${session.id}/files/renamed.py`);
  const again = ada.getByTestId('save-banner').getByRole('button', { name: 'Save again' });
  await again.waitFor();
  await tab('renamed.py').locator('.line-through').waitFor();
  await again.click();
  await is('renamed.py', '# changed by them\n');
});

test('F1 the tree from the keyboard: type ahead, rename with errors, delete and undo', async () => {
  await item('renamed.py').click();
  await ada.keyboard.type('src');
  await press('ArrowRight');
  await item('src/util.py').waitFor();
  await ada.keyboard.type('ut');
  await press('F2');
  const name = ada.getByTestId('name-input');
  await name.fill('a/b');
  await ada.getByText('A name cannot contain "/".').waitFor();
  await picture('files-rename');
  await name.fill('tools.py');
  await press('Enter');
  await item('src/tools.py').waitFor();
  await item('src/tools.py').click();
  await item('renamed.py').click({ modifiers: ['Control'] });
  await press('Delete');
  await item('src/tools.py').waitFor({ state: 'detached' });
  await item('renamed.py').waitFor({ state: 'detached' });
  await toast('2 items deleted').getByRole('button', { name: 'Undo' }).click();
  await item('src/tools.py').waitFor();
  await item('renamed.py').waitFor();
  await is('src/tools.py', 'def needle():\n    return 1\n');
});

test('F1 files move by the mouse and by cut and paste, and the menu opens from the keyboard', async () => {
  await item('renamed.py').click(); // alone: what is selected with it goes along
  await tab('renamed.py').waitFor();
  await item('renamed.py').dragTo(item('data'));
  await eventually('it was moved', async () => (await stored('data/renamed.py')) !== null, { within: LIMIT });
  await item('src/tools.py').click();
  await press('Control+x');
  await item('data').click();
  await press('Control+v');
  await eventually('it was pasted', async () => (await stored('data/tools.py')) !== null && (await stored('src/tools.py')) === null, { within: LIMIT });
  await expand('data');
  await item('data/tools.py').click();
  await press('Shift+F10');
  await ada.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
  await picture('files-menu');
  await ada.getByRole('menuitem', { name: 'Duplicate' }).click();
  await item('data/tools (2).py').waitFor();
});

test('F15 files, a zip and what is too large come in; a clash asks once for all', async () => {
  const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await ada.getByLabel('Files to upload').setInputFiles([file('one.txt', 'first'), file('two.txt', 'second'), { ...file('big.txt', ''), buffer: Buffer.alloc(5_242_881) }]);
  await item('two.txt').waitFor();
  await ada.locator('[data-testid=upload][data-path="big.txt"][data-state=failed]').filter({ hasText: 'A file may have 5 MB' }).waitFor();
  await picture('files-upload');
  await ada.getByTestId('uploads').getByRole('button', { name: 'Close' }).click();
  await ada.getByLabel('Files to upload').setInputFiles([file('one.txt', 'replaced'), file('two.txt', 'replaced')]);
  const clash = ada.getByTestId('clash-dialog');
  await clash.getByText('two.txt').waitFor();
  await picture('files-clash');
  await clash.getByRole('button', { name: 'Keep both' }).click();
  await item('two (2).txt').waitFor();
  await is('two.txt', 'second');
  await ada.getByLabel('Zip file to unpack').setInputFiles({ name: 'more.zip', mimeType: 'application/zip', buffer: archive });
  await clash.getByRole('button', { name: 'Replace' }).click();
  await is('one.txt', 'from the zip');
  await is('unpacked/a.txt', 'a');
});

test('F16 search finds text and patterns and opens the line; quick open finds files', async () => {
  await press('Control+Shift+f');
  const panel = ada.getByTestId('search-panel');
  await panel.getByLabel('Search for').fill('needle');
  await panel.getByTestId('search-count').filter({ hasText: '4 lines in 4 files' }).waitFor();
  await panel.getByRole('button', { name: 'Match case' }).click();
  await panel.getByTestId('search-count').filter({ hasText: '3 lines in 3 files' }).waitFor();
  await panel.getByRole('button', { name: 'Match case' }).click();
  await panel.getByRole('button', { name: 'Regular expression' }).click();
  await panel.getByLabel('Search for').fill('^NEEDLE = \\d');
  await panel.getByTestId('search-count').filter({ hasText: '1 line in 1 file' }).waitFor();
  await picture('files-search');
  await panel.getByTestId('search-hit').click();
  await shows('src/deep/again.py', 'NEEDLE');
  await ada.getByTestId('cursor').filter({ hasText: 'Ln 3' }).waitFor();
  await panel.getByRole('button', { name: 'Back to the files' }).click();
  await press('Control+p');
  await ada.keyboard.type('dtool:2');
  const quick = ada.getByTestId('quick-open');
  await quick.locator('[data-path="data/tools.py"]').waitFor();
  await picture('files-quick-open');
  await press('Enter');
  await shows('data/tools.py', 'return 1');
  await ada.getByTestId('cursor').filter({ hasText: 'Ln 2' }).waitFor();
});

test('F15 files open as what they are', async () => {
  await expand('data');
  await item('data/numbers.csv').click();
  await ada.getByTestId('csv-table').getByText('a, b').waitFor();
  await picture('files-table');
  await item('data/notes.ipynb').click();
  await ada.getByTestId('notebook').getByText('out of a cell').waitFor();
  await picture('files-notebook');
  await item('data/blob.bin').click();
  await ada.getByTestId('file-card').getByText('Binary file, 4 B').waitFor();
  await tab('data/blob.bin').locator('.italic').waitFor();
  assert.equal(await tab('data/notes.ipynb').count(), 0, 'a single click takes the place of the one before');
});

const execute = (code) => person.ask(200, 'POST', `/api/sessions/${session.id}/executions`, { json: { code } });
const PLOT = (values) => `import matplotlib; matplotlib.use("Agg")
import matplotlib.pyplot as plt
plt.plot([${values}]); plt.savefig("plot.png")`;

test('S3 F4 a plot opens as a picture and follows what is drawn; what is over a limit says so', async () => {
  await ada.locator('[data-testid=sandbox-state][data-state=RUNNING]').waitFor();
  await execute(PLOT('1, 3, 2'));
  await item('plot.png').click();
  const image = ada.getByTestId('image');
  await eventually('the picture is shown', () => image.evaluate((element) => element.naturalWidth > 100), { within: LIMIT });
  const first = await image.getAttribute('data-etag');
  await execute(`${PLOT('3, 1, 2')}\nopen("big.bin", "wb").write(bytes(6 * 1024 * 1024))`);
  await eventually('the new picture is shown', async () => (await image.getAttribute('data-etag')) !== first && (await image.evaluate((element) => element.naturalWidth > 100)), { within: LIMIT });
  await item('big.bin').filter({ hasText: 'not saved (6 MB)' }).waitFor();
  await picture('files-plot');
  await item('big.bin').click();
  await ada.getByTestId('file-card').getByText('Only in the sandbox, not saved (6 MB)').waitFor();
});

test('tabs, the split and the cursor are there after a reload', async () => {
  await item('data/tools.py').dblclick();
  await shows('data/tools.py', 'return 1');
  await editor('data/tools.py').locator('.view-line').first().click();
  await press('Control+End', 'Control+\\');
  const side = ada.getByTestId('side-pane');
  await side.locator('.view-line').first().waitFor();
  await expand('src');
  await expand('src/deep');
  await item('src/deep/again.py').dblclick();
  await side.locator('.view-line').filter({ hasText: 'NEEDLE' }).waitFor();
  await picture('files-split');
  await ada.reload();
  await side.locator('.view-line').filter({ hasText: 'NEEDLE' }).waitFor();
  await shows('data/tools.py', 'return 1');
  await ada.getByTestId('cursor').filter({ hasText: 'Ln 3' }).waitFor();
});

test('deleted files come back from their list, and names that are not saved are listed', async () => {
  await item('data/blob.bin').click();
  await press('Delete');
  await item('data/blob.bin').waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'More for the files' }).click();
  await ada.getByRole('menuitem', { name: 'Deleted files…' }).click();
  const row = ada.locator('[data-testid=deleted-item][data-path="data/blob.bin"]');
  await row.waitFor();
  await picture('files-deleted');
  await row.getByRole('button', { name: 'Restore' }).click();
  await row.waitFor({ state: 'detached' });
  await press('Escape');
  await item('data/blob.bin').waitFor();
  await ada.getByRole('button', { name: 'More for the files' }).click();
  await ada.getByRole('menuitem', { name: 'Files that are not saved…' }).click();
  const names = ada.getByTestId('ignore-dialog').getByLabel('Names, one a line');
  assert.match(await names.inputValue(), /^__pycache__$/m);
  await picture('files-ignore');
  await press('Escape');
});

test('S4 sessions are archived, thrown away, restored, and deleted by name', async () => {
  await ada.goto('/sessions');
  const row = ada.locator(`[data-testid=session-row][data-session-id="${other.id}"]`);
  const choose = async (action) => {
    await row.getByRole('button', { name: /^Actions for/ }).click();
    await ada.getByRole('menuitem', { name: action }).click();
  };
  await row.waitFor();
  await ada.getByLabel('Sort by').selectOption('name');
  await picture('files-sessions');
  await choose('Archive');
  await row.waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Archived' }).click();
  await row.waitFor();
  await ada.reload();
  await row.waitFor();
  assert.equal(new URL(ada.url()).search, '?show=archived&sort=name');
  await choose('Move to trash…');
  await ada.getByRole('button', { name: 'Move to trash' }).click();
  await row.waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Trash', exact: true }).click();
  await row.waitFor();
  await choose('Restore');
  await row.waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Active' }).click();
  await choose('Move to trash…');
  await ada.getByRole('button', { name: 'Move to trash' }).click();
  await row.waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Trash', exact: true }).click();
  await choose('Delete for ever…');
  const dialog = ada.getByTestId('delete-session-dialog');
  assert.equal(await dialog.getByRole('button', { name: 'Delete for ever' }).isDisabled(), true);
  await dialog.getByLabel('Type the name of the session').fill('Files of yesterday');
  await picture('files-session-delete');
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await row.waitFor({ state: 'detached' });
  await person.ask(404, 'GET', `/api/sessions/${other.id}`);
});

test('the browser complained of nothing but what the test took away', async () => {
  const expected = /status of (401|404|409|412|413|503|504|502|500)|net::ERR_(ABORTED|FAILED|INTERNET_DISCONNECTED|CONNECTION)|WebSocket connection/;
  assert.deepEqual(await browser.unexpected(expected), []);
});
