// A review from end to end in three browsers: an author, a junior and a senior, two rounds, and every view of them.
import { test as nodeTest, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Browser, picturing, screenShows, shotBoth } from './lib/browser.mjs';
import { PASSWORD, Person } from './lib/person.mjs';
import { eventually } from './lib/platform.mjs';

const mark = randomBytes(3).toString('hex');
const title = `Total the columns ${mark}`;
const LONG = { timeout: 60_000 };
const PIPELINE = ['import csv', '', '', 'def load(path):', '    rows = list(csv.reader(open(path)))', '    return rows', '', '',
  'def total(rows):', '    out = 0', '    for row in rows:', '        out = out + int(row[1])', '    return out', '', '',
  ...Array.from({ length: 30 }, (_, i) => `LIMIT_${i} = ${i}`), '', 'print("total is", total([["a", "40"], ["b", "2"]]))', ''].join('\n');

let browser; let ada; let jo; let grace; let author; let junior; let senior; let session; let reviewPath;

before(async () => {
  browser = await Browser.launch();
  [author, junior, senior] = await Promise.all(['ada', 'jo', 'grace'].map((name) => Person.register(`${name}${mark}`)));
  await junior.becomeReviewer('JUNIOR');
  await senior.becomeReviewer('SENIOR');
  session = await author.newSession(`columns-${mark}`, 'empty');
  await author.save(session.id, 'src/pipeline.py', PIPELINE);
  await author.save(session.id, 'src/old_name.py', 'def one():\n    return 1\n\n\ndef two():\n    return 2\n');
  await author.save(session.id, 'README.md', '# Columns\n\nAdds them up.\n');
  await author.save(session.id, 'private.txt', 'not for others\n');
  await eventually('the directory knows the senior', async () =>
    (await author.ask(200, 'GET', `/api/reviews/reviewers?q=${senior.username}`)).items.length === 1, { within: 60_000 });
  [ada, jo, grace] = await Promise.all([signedIn('ada', author), signedIn('jo', junior), signedIn('grace', senior)]);
});
after(async () => browser?.close());

async function signedIn(name, person) {
  const page = await browser.person(name);
  const answer = await page.request.post('/api/auth/login', { data: { username: person.username, password: PASSWORD }, headers: { 'X-Requested-With': 'cove' } });
  assert.equal(answer.status(), 200);
  return page;
}

// each step stands on the ones before, so that after a failure nothing more is waited for
let step = 0;
let broken = false;
const test = (name, run) => nodeTest(name, picturing(`reviews-${++step}`, () => ({ ada, jo, grace }), async () => {
  assert.ok(!broken, 'a step before failed');
  broken = true;
  await run();
  broken = false;
}));

const file = (page, path) => page.locator(`[data-testid=review-file][data-path="${path}"]`);
const thread = (page, text) => page.getByTestId('thread').filter({ hasText: text }).first();
const composer = (page) => page.getByTestId('comment-composer').last();
/** The number in the margin of a line of the file that is shown alone. */
const lineNumber = (page, number) => page.getByTestId('snapshot').locator('.line-numbers', { hasText: new RegExp(`^${number}$`) }).first();

test('R1 R2 a named session is submitted: title, preview, chosen files', async () => {
  await ada.goto('/people');
  const row = ada.getByTestId('reviewer').filter({ hasText: senior.username });
  await row.waitFor(LONG);
  await row.getByText('Free').waitFor();
  await row.getByTestId('ask-for-review').click();
  await ada.getByLabel('Session', { exact: true }).selectOption({ label: `columns-${mark}` });
  await ada.getByRole('button', { name: 'Go on' }).click();
  const dialog = ada.getByTestId('request-review-dialog');
  await dialog.getByLabel('Title').fill(title);
  await dialog.getByLabel('Description').fill('Does **total** do what it says?\n\n- see `src/pipeline.py`');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.locator('strong', { hasText: 'total' }).waitFor();
  await dialog.getByLabel('Reviewer').selectOption('');
  await dialog.getByTestId('choose-files').click();
  await dialog.getByLabel('private.txt').uncheck();
  await shotBoth(ada, 'request-form');
  await dialog.getByRole('button', { name: 'Submit for review' }).click();
  await ada.getByRole('button', { name: 'Open', exact: true }).click();
  await ada.waitForURL(/\/reviews\/[0-9a-f-]{36}/, LONG);
  reviewPath = new URL(ada.url()).pathname;
  await file(ada, 'src/pipeline.py').waitFor(LONG);
  assert.equal(await file(ada, 'private.txt').count(), 0);
  await ada.getByTestId('turn').filter({ hasText: /In the queue, number \d+\..*\d+ active reviewers/ }).waitFor(LONG);
  await shotBoth(ada, 'author-waiting');
});

test('R6 a claim is one click; who was too late hears who was faster', async () => {
  await grace.goto(reviewPath);
  await grace.getByTestId('claim').waitFor(LONG);
  await jo.goto(`/reviews?q=${mark}`);
  const row = jo.getByTestId('review-row').filter({ hasText: title });
  await row.getByText('3 files').waitFor(LONG);
  await row.getByTestId('claim').click();
  await jo.waitForURL(/\/reviews\/[0-9a-f-]{36}/, LONG);
  await jo.getByTestId('lease').filter({ hasText: 'Your claim lasts 24 h' }).waitFor(LONG);
  await grace.getByTestId('claim').click();
  await grace.getByText(/was faster/).waitFor(LONG);
});

test('R5 R11 comments on a range, a line and a file wait as drafts, and a reload keeps them', async () => {
  await file(jo, 'README.md').waitFor(LONG);
  await jo.keyboard.press('j');
  await jo.getByTestId('code-toolbar').getByText('README.md').waitFor(LONG);
  await jo.keyboard.press('v');
  await jo.getByTestId('viewed-count').filter({ hasText: '1 of 3 viewed' }).waitFor();
  await file(jo, 'src/pipeline.py').click();
  await lineNumber(jo, 10).waitFor(LONG);
  const [first, last] = [await lineNumber(jo, 10).boundingBox(), await lineNumber(jo, 12).boundingBox()];
  await jo.mouse.move(first.x + 4, first.y + 8);
  await jo.mouse.down();
  await jo.mouse.move(last.x + 4, last.y + 8, { steps: 4 });
  await jo.mouse.up();
  await jo.getByText('Lines 10 to 12').waitFor();
  await composer(jo).getByLabel('Kind of comment').selectOption('SUGGESTION');
  await composer(jo).getByLabel('Comment on this line').fill('`sum` says it in one line.');
  await composer(jo).getByLabel('Suggested lines').fill('    out = sum(int(row[1]) for row in rows)');
  await composer(jo).getByTestId('suggestion').waitFor();
  await shotBoth(jo, 'suggesting');
  await composer(jo).getByRole('button', { name: 'Add to my review' }).click();
  await thread(jo, 'says it in one line').getByText('Pending').waitFor(LONG);
  await jo.getByTestId('snapshot').locator('.view-line').filter({ hasText: 'csv.reader' }).click();
  await jo.keyboard.press('c');
  await composer(jo).getByLabel('Comment on this line').fill('Who closes the file?');
  await composer(jo).getByText('I must verify the fix').click();
  await composer(jo).getByLabel('Comment on this line').press('Control+Enter');
  await thread(jo, 'Who closes the file?').getByText('Must verify').waitFor(LONG);
  await jo.keyboard.press('Shift+C');
  await composer(jo).getByLabel('Comment on the file').fill('Tests would help.');
  await composer(jo).getByLabel('Comment on the file').press('Control+Enter');
  await thread(jo, 'Tests would help.').waitFor(LONG);
  await jo.reload();
  await thread(jo, 'Tests would help.').getByText('Pending').waitFor(LONG);
  await ada.reload();
  await file(ada, 'src/pipeline.py').click();
  await lineNumber(ada, 10).waitFor(LONG);
  assert.equal(await ada.getByTestId('thread').count(), 0, 'drafts are private');
});

test('R4 the round runs beside its comments, and what it said becomes a comment', async () => {
  await jo.getByTestId('run-round').click();
  const panel = jo.getByTestId('run-panel');
  await panel.getByText(/throw-away sandbox without network/).waitFor(LONG);
  await panel.getByTestId('run-ends').waitFor(LONG);
  await screenShows(jo, /\$/);
  await panel.getByTestId('terminal').click();
  await jo.keyboard.type('clear; python3 src/pipeline.py');
  await jo.keyboard.press('Enter');
  await screenShows(jo, /total is 42/);
  await jo.locator('.xterm-rows > div', { hasText: 'total is 42' }).first().click({ clickCount: 3, force: true });
  await shotBoth(jo, 'running');
  await panel.getByTestId('attach').click();
  const general = jo.getByLabel('Say something about the whole');
  await eventually('the excerpt is in the comment', async () => /```terminal\n[\s\S]*total is 42[\s\S]*```/.test(await general.inputValue()), LONG);
  await general.press('Control+Enter');
  await thread(jo, 'total is 42').waitFor(LONG);
  await panel.getByTestId('end-run').click();
  await panel.getByText('Stopped and thrown away').waitFor(LONG);
  await panel.getByRole('button', { name: /Hide/ }).click();
});

test('R11 one dialog sends the verdict and every draft', async () => {
  await jo.getByTestId('decide').click();
  const dialog = jo.getByTestId('decision-dialog');
  await dialog.getByText('4 pending comments').waitFor();
  await dialog.getByText('A thread you wanted to verify is still open').waitFor();
  await dialog.getByTestId('unverified').waitFor();
  await shotBoth(jo, 'verdict');
  await dialog.getByText('Request changes', { exact: true }).first().click();
  await dialog.getByLabel('Summary').fill('Close the file, please.');
  await dialog.getByLabel('Summary').press('Control+Enter');
  await dialog.waitFor({ state: 'detached', ...LONG });
  await jo.getByTestId('turn').filter({ hasText: 'turn' }).waitFor(LONG);
});

test('N1 N2 the author is told once, in every tab, and a click opens the review', async () => {
  const other = await ada.context().newPage();
  await other.goto('/sessions');
  await ada.goto('/inbox');
  const told = ada.getByTestId('notification').filter({ hasText: /asks for changes/ }).filter({ hasText: title });
  await told.waitFor(LONG);
  assert.equal(await told.count(), 1);
  await other.getByTestId('unread-count').waitFor(LONG);
  await ada.getByRole('button', { name: 'By review' }).click();
  await ada.getByTestId('notification-group').filter({ hasText: title }).waitFor(LONG);
  await shotBoth(ada, 'inbox-by-review');
  await ada.getByTestId('inbox-settings').click();
  await ada.getByTestId('notification-settings').getByRole('switch').first().waitFor(LONG);
  await ada.locator('[role=switch][data-type=REVIEW_CLAIMED]').click();
  await eventually('the switch is off', async () => !(await author.ask(200, 'GET', '/api/notifications/preferences')).types.REVIEW_CLAIMED);
  await ada.keyboard.press('Escape');
  await ada.getByRole('button', { name: 'Mark all as read' }).click();
  await other.getByTestId('unread-count').waitFor({ state: 'detached', ...LONG });
  await other.close();
  await ada.getByTestId('notification-group').filter({ hasText: title }).getByRole('link').click();
  await ada.waitForURL((url) => url.pathname === reviewPath, LONG);
  await ada.getByTestId('open-thread').first().waitFor(LONG);
});

test('R5 R13 the author applies the suggestion, may not close what is to be verified, and a conflict is said', async () => {
  await ada.getByTestId('open-thread').filter({ hasText: 'in one line' }).click();
  const suggestion = thread(ada, 'says it in one line');
  await suggestion.getByTestId('suggestion').waitFor(LONG);
  await suggestion.getByTestId('apply').click();
  await ada.getByText('Applied to src/pipeline.py in your session').waitFor(LONG);
  assert.match(await author.read(session.id, 'src/pipeline.py'), /out = sum\(/);
  await eventually('the applied thread is resolved', async () => (await ada.locator('[data-testid=thread][data-state=resolved]').count()) > 0, LONG);
  const verify = thread(ada, 'Who closes the file?');
  assert.ok(await verify.getByRole('button', { name: 'Resolve' }).isDisabled());
  await verify.getByText('only they close it').waitFor();
  await shotBoth(ada, 'author-threads');
  await ada.reload();
  await suggestion.getByTestId('apply').click(LONG);
  await suggestion.getByText(/have changed since they were reviewed, so nothing was applied/).waitFor(LONG);
});

test('R12 R14 the next round: what changed since the last visit, threads at their lines', async () => {
  const now = await author.read(session.id, 'src/pipeline.py');
  await author.save(session.id, 'src/pipeline.py', `"""Totals."""\n\n${now.replace('    rows = list(csv.reader(open(path)))', '    with open(path) as file:\n        rows = list(csv.reader(file))')}`);
  await author.ask(204, 'DELETE', `/api/sessions/${session.id}/files/README.md`);
  await ada.reload();
  await ada.getByTestId('next-round').click();
  const dialog = ada.getByTestId('next-round-dialog');
  await dialog.getByLabel(/What changed/).fill('Closed the file.');
  await dialog.getByRole('button', { name: 'Submit round 2' }).click();
  await dialog.waitFor({ state: 'detached', ...LONG });
  await jo.goto(reviewPath);
  await jo.getByTestId('against').getByText('Since my last visit (round 1)').waitFor({ state: 'attached', ...LONG });
  await file(jo, 'src/pipeline.py').click();
  const diff = jo.getByTestId('diff');
  await diff.locator('.view-line', { hasText: 'csv.reader(file)' }).first().waitFor(LONG);
  await thread(jo, 'Who closes the file?').getByText(/On round 1/).waitFor(LONG);
  await shotBoth(jo, 'diff-split');
  await jo.keyboard.press('p');
  await jo.getByTestId('code-toolbar').getByText(/README.md/).waitFor(LONG);
  await jo.getByTestId('code-toolbar').getByText(/Deleted in round 2/).waitFor(LONG);
  await jo.keyboard.press('n');
  await diff.locator('.view-line', { hasText: 'csv.reader(file)' }).first().waitFor(LONG);
  await jo.getByRole('button', { name: 'Inline' }).click();
  await jo.getByRole('button', { name: 'The whole file' }).click();
  await jo.getByTestId('snapshot').locator('.view-line', { hasText: 'Totals.' }).first().waitFor(LONG);
  await jo.getByRole('button', { name: 'Side by side' }).click();
});

test('N2 a click on a notification opens the exact thread', async () => {
  const api = reviewPath.replace('/reviews', '/api/reviews');
  const { items } = await author.ask(200, 'GET', `${api}/comments`);
  const root = items.find(({ body }) => body === 'Who closes the file?');
  await author.ask(201, 'POST', `${api}/comments`, { json: { body: 'Closed by the with block.', parentId: root.id } });
  await jo.goto('/inbox');
  await jo.getByTestId('notification').filter({ hasText: `commented on “${title}”` }).first().getByRole('link').click(LONG);
  await jo.waitForURL((url) => url.pathname === reviewPath && url.searchParams.has('comment'), LONG);
  await thread(jo, 'Closed by the with block.').waitFor(LONG);
});

test('R13 R16 verify, then a junior’s approval of high priority is a recommendation', async () => {
  await author.ask(200, 'PATCH', reviewPath.replace('/reviews', '/api/reviews'), { json: { priority: 'HIGH' } });
  await jo.reload();
  await jo.getByText('your approval is a recommendation').waitFor(LONG);
  await thread(jo, 'Who closes the file?').getByRole('button', { name: 'Resolve' }).click();
  await eventually('it is resolved', async () => (await jo.locator('[data-testid=thread][data-state=open]').filter({ hasText: 'Who closes' }).count()) === 0, LONG);
  await jo.getByTestId('decide').click();
  const dialog = jo.getByTestId('decision-dialog');
  await dialog.getByText('Recommend approval', { exact: true }).first().click();
  await dialog.getByRole('button', { name: 'Recommend approval' }).click();
  await dialog.waitFor({ state: 'detached', ...LONG });
});

test('R8 R16 a senior sees the recommendation, could hand it over, and approves', async () => {
  await grace.goto('/reviews');
  const row = grace.getByTestId('review-row').filter({ hasText: title });
  await row.getByText(/recommended by/).waitFor(LONG);
  await row.getByTestId('claim').click();
  await grace.waitForURL((url) => url.pathname === reviewPath, LONG);
  await grace.getByTestId('decide').waitFor(LONG);
  await grace.getByTestId('more').click();
  await grace.getByRole('menuitem', { name: 'Hand over…' }).click();
  await grace.getByTestId('hand-over-dialog').getByText(junior.username).waitFor(LONG);
  await grace.keyboard.press('Escape');
  await grace.goto('/reviews');
  await grace.getByTestId('your-turn').getByText(title).waitFor(LONG);
  await shotBoth(grace, 'queue-your-turn');
  await grace.getByTestId('your-turn').getByText(title).click();
  await grace.getByTestId('decide').click();
  const dialog = grace.getByTestId('decision-dialog');
  await dialog.getByText('Approve', { exact: true }).first().click();
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await dialog.waitFor({ state: 'detached', ...LONG });
});

test('R17 the author sees the approval, whether files changed since, and takes the record along', async () => {
  await author.save(session.id, 'src/pipeline.py', 'print("later")\n');
  await ada.goto(reviewPath);
  await ada.getByTestId('turn').filter({ hasText: /round 2, changed since/ }).waitFor(LONG);
  await ada.getByTestId('timeline').getByText(/recommended it/).waitFor(LONG);
  await shotBoth(ada, 'author-approved');
  await ada.getByTestId('more').click();
  const [exported] = await Promise.all([ada.waitForEvent('download', LONG), ada.getByRole('menuitem', { name: 'Export as Markdown' }).click()]);
  assert.match(exported.suggestedFilename(), /\.md$/);
});

test('the browser complained of nothing but the lost race and the conflict', async () => {
  assert.deepEqual(await browser.unexpected(/^grace: .*(409|404)|^ada: .*409 .*\/apply$/), []);
});
