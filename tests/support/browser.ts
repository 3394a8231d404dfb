import { afterAll, beforeAll, describe } from '@jest/globals';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { notRun } from '#testing';
import { programPath } from '../../scripts/servers/debian.mjs';

const executablePath = programPath('chromium') ?? programPath('google-chrome');

export type Open = (url: string, options?: BrowserContextOptions) => Promise<Page>;

/** Provides the suite with new pages in a headless Chromium. */
export function describeWithBrowser(name: string, suite: (open: Open) => void): void {
  describe(name, () => {
    if (executablePath === undefined) return notRun('needs Chromium; run `npm test`, or install the package chromium');
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    }, 60_000);
    afterAll(() => browser?.close());
    suite(async (url, options) => {
      const page = await (await browser.newContext(options)).newPage();
      await page.goto(url);
      return page;
    });
  });
}
