/** The system's Chromium, for tests that look at a page as a person does. */
import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Null where none is installed; a machine that has to have one says so with `CI=true`. */
export const chromiumPath = findChromium();

let shared: Promise<Browser> | undefined;

/** One for all files of this process, which it ends with; whoever looks at a page does so in a context of their own. */
export function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('There is no Chromium on this machine.');
  shared ??= chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  return shared;
}

function findChromium(): string | null {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    } catch {}
  }
  if (process.env.CI === 'true') throw new Error('CI has to have a Chromium: the pages would go untried.');
  console.warn('No Chromium on this machine: the tests in a browser are skipped.');
  return null;
}
