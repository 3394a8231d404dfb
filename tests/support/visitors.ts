import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { eventually } from '#testing';
import type { Open } from './browser.js';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const WITHIN = { timeout: 20_000 };

/** People who visit the pages of a system; `end` fails if a page threw, sent a request to another host or violated its Content-Security-Policy. */
export class Visitors {
  private readonly faults: string[] = [];
  private readonly opened: Page[] = [];

  constructor(
    private readonly open: Open,
    private readonly url: () => string,
  ) {}

  async visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const { faults } = this;
    const page = await this.open('about:blank', { locale: 'en-US', timezoneId: 'Asia/Seoul', ...options });
    this.opened.push(page);
    page.setDefaultTimeout(WITHIN.timeout);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => /Content Security Policy|Warning:/.test(line.text()) && faults.push(line.text()));
    page.on('request', (request) => request.url().startsWith(this.url()) || faults.push(request.url()));
    await page.goto(`${this.url()}${path}`);
    return page;
  }

  async signIn(page: Page, name: string, scope = page.getByRole('main')): Promise<void> {
    await scope.getByLabel(/E-mail|이메일/).fill(`${name}@sugang.dev`);
    await scope.getByLabel(/Password|비밀번호/).fill('sugang-demo');
    await scope.getByRole('button', { name: /^(Sign in|로그인)$/ }).click();
  }

  async visitAs(name: string, path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.visit(`/sign-in?next=${encodeURIComponent(path)}`, options);
    await this.signIn(page, name);
    await page.waitForURL(`${this.url()}${path}`);
    return page;
  }

  /** Waits until the page has received everything that it requested. */
  async load(page: Page, path: string): Promise<void> {
    await page.goto(`${this.url()}${path}`);
    await page.locator('h1').first().waitFor();
    await eventually(async () => expect(await page.locator('.skeleton').count()).toBe(0), { within: 20_000 });
  }

  /** What hinders people on a page: violations of the accessibility rules, and content wider than the screen. */
  async hindrances(page: Page, path: string): Promise<unknown[]> {
    await this.load(page, path);
    await page.evaluate(AXE);
    const violations = await page.evaluate<
      string[]
    >(`axe.run({ runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ').slice(0, 300)))`);
    const isTooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    return violations.length > 0 || isTooWide ? [{ path, isTooWide, violations }] : [];
  }

  async end(): Promise<void> {
    for (const page of this.opened.splice(0)) await page.context().close();
    expect(this.faults.splice(0)).toEqual([]);
  }
}
