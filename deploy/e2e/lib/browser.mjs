// People in a real browser: one Chromium, a context each, and what the browser complained about.
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { eventually, url, root } from './platform.mjs';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--mute-audio',
];

export const shots = process.env.COVE_SCREENSHOTS ?? path.join(root, 'target', 'screenshots');

export class Browser {
  static async launch() {
    const browser = new Browser();
    browser.folder = await mkdtemp(path.join(tmpdir(), 'cove-browser-'));
    browser.chromium = await chromium.launch({
      executablePath: process.env.COVE_CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS,
    });
    await mkdir(shots, { recursive: true });
    return browser;
  }

  /** What pages said on the console as errors, CSP violations included. */
  complaints = [];

  /** What was answered with 500 and above. */
  failures = [];

  /** The complaints that nobody expected, those about an answer with what it said. */
  async unexpected(expected = /(?!)/) {
    const failures = await Promise.all(this.failures);
    return this.complaints
      .filter((complaint) => !expected.test(complaint))
      .map((complaint) => [complaint, ...failures.filter(({ url: of }) => complaint.endsWith(of)).map(({ body }) => body)].join(' '));
  }

  async person(name, theme = 'dark') {
    const context = await this.chromium.newContext({
      baseURL: url, viewport: { width: 1440, height: 860 }, colorScheme: theme, reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    return this.again(context, name);
  }

  /** Another page of somebody who is known already. */
  async again(context, name) {
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${name}: ${message.text()} ${message.location().url}`);
    });
    page.on('response', (answer) => {
      if (answer.status() < 500) return;
      this.failures.push(answer.text().catch(() => 'no body').then((body) => ({ url: answer.url(), body })));
    });
    page.on('pageerror', (e) => this.complaints.push(`${name}: ${e.message}`));
    return page;
  }

  async close() {
    await this.chromium.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Takes the page as it is in one theme. */
export async function shot(page, name, theme) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.waitForTimeout(250);
  await page.screenshot({ path: path.join(shots, `${name}-${theme}.png`) });
}

/** Takes the page in both themes and leaves it dark. */
export async function shotBoth(page, name) {
  await shot(page, name, 'light');
  await shot(page, name, 'dark');
}

/** The text a terminal shows, rows joined by line feeds. */
export async function terminalText(page) {
  const shown = await page.locator('.xterm-rows').filter({ visible: true }).first().innerText();
  return shown.replaceAll('\u00a0', ' ');
}

/** Waits until a terminal shows it; where it does not, tells what it shows. */
export async function screenShows(page, pattern, within = 60_000) {
  let shown = 'nothing';
  const there = async () => pattern.test(shown = await terminalText(page));
  await eventually(`the terminal shows ${pattern}`, there, { within, every: 150 }).catch((e) => {
    throw new Error(`${e.message}; it shows:\n${shown}`, { cause: e.cause });
  });
}

/** Runs a step and, when it fails, takes pictures of what the people saw. */
export function picturing(name, people, step) {
  return async (t) => {
    try {
      await step(t);
    } catch (e) {
      for (const [who, page] of Object.entries(people())) {
        await page?.screenshot({ path: path.join(shots, `failed-${name}-${who}.png`) }).catch(() => {});
      }
      throw e;
    }
  };
}
