import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { eventually } from '#testing';
import type { Open } from './browser.js';
import { Client } from './client.js';
import { RunningSystem } from './running-system.js';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const WITHIN = { timeout: 20_000 };

interface Site {
  url: string;
  stop(): Promise<void>;
}

export async function embeddedSite(env: Record<string, string> = {}): Promise<Site> {
  const system = await RunningSystem.start({ env });
  const stop = async () => {
    await system.stop();
    system.forget();
  };
  return { url: system.url, stop };
}

/** A running system whose pages are visited. A test fails if a page throws, sends a request to another host or violates its Content-Security-Policy. */
export class VisitedSite {
  park: Client;
  private site: Site;
  private readonly faults: string[] = [];
  private readonly opened: Page[] = [];

  constructor(
    private readonly open: Open,
    start: () => Promise<Site> = embeddedSite,
  ) {
    beforeAll(async () => {
      this.site = await start();
      this.park = await Client.login(this.url, 'park@sugang.dev');
    }, 60_000);
    afterEach(async () => {
      for (const page of this.opened.splice(0)) await page.context().close();
      expect(this.faults.splice(0)).toEqual([]);
    });
    afterAll(() => this.site.stop());
  }

  get url(): string {
    return this.site.url;
  }

  readonly visit = async (path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const usual = { locale: 'en-US', timezoneId: 'Asia/Seoul', reducedMotion: 'reduce' as const };
    const page = await this.open('about:blank', { ...usual, ...options });
    const { faults } = this;
    this.opened.push(page);
    page.setDefaultTimeout(WITHIN.timeout);
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => /Content Security Policy|Warning:/.test(line.text()) && faults.push(line.text()));
    page.on('request', (request) => request.url().startsWith(this.url) || faults.push(request.url()));
    await page.goto(`${this.url}${path}`);
    return page;
  };

  readonly signIn = async (page: Page, name: string, scope: Locator = page.getByRole('main')): Promise<void> => {
    await scope.getByLabel(/E-mail|이메일/).fill(`${name}@sugang.dev`);
    await scope.getByLabel(/Password|비밀번호/).fill('sugang-demo');
    await scope.getByRole('button', { name: /^(Sign in|로그인)$/ }).click();
  };

  /** Visits a page with the session of an earlier visit, which costs less than the form to sign in. */
  readonly visitAs = async (name: string, path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const login = { email: `${name}@sugang.dev`, password: 'sugang-demo', session: 'cookie' };
    const { headers } = await new Client(this.url).post('/auth/login', login, { 'X-CSRF': '1' });
    const [, cookie = '', value = ''] = /^([^=]+)=([^;]+)/.exec(headers.get('set-cookie') ?? '') ?? [];
    const flags = { path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Strict' as const };
    const storageState = {
      cookies: [{ name: cookie, value, domain: '127.0.0.1', ...flags }],
      origins: [{ origin: this.url, localStorage: [{ name: 'sugang-signed-in', value: 'yes' }] }],
    };
    return this.visit(path, { ...options, storageState });
  };

  /** Waits until the page has received everything that it requested. */
  readonly load = async (page: Page, path: string): Promise<void> => {
    await page.goto(`${this.url}${path}`);
    await page.locator('h1').first().waitFor();
    await eventually(async () => expect(await page.locator('.skeleton').count()).toBe(0), { within: 20_000 });
  };

  /** Violations of WCAG, and whether the page is wider than the screen; nothing for a good page. */
  readonly defectsOf = async (page: Page, path: string): Promise<object[]> => {
    await this.load(page, path);
    return this.defectsIn(page);
  };

  /** The same of a page as it is now. */
  readonly defectsIn = async (page: Page): Promise<object[]> => {
    await page.evaluate(AXE);
    const violations = await page.evaluate<
      string[]
    >(`axe.run({ runOnly: ${JSON.stringify(RULES)} }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ').slice(0, 300)))`);
    const isTooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    return violations.length > 0 || isTooWide ? [{ url: page.url(), isTooWide, violations }] : [];
  };

  readonly openLecture = async (title: string, capacity = 30, amount = 49_000, periods = {}): Promise<string> => {
    const { body } = await this.park.post('/admin/lectures', {
      ...{ title, description: 'A lecture.', category: 'computer-science', capacity, ...periods },
      fee: { amount, currency: 'KRW' },
      sessions: [{ startsAt: '2031-03-04T01:00:00Z', endsAt: '2031-03-04T03:00:00Z', place: 'Room 301' }],
    });
    const available = () => this.park.get(`/lectures/${body.id}/availability`);
    await eventually(async () => expect((await available()).status).toBe(200), { within: 20_000 });
    return body.id;
  };

  readonly change = async (id: string, changes: object): Promise<void> => {
    const { headers } = await this.park.get(`/admin/lectures/${id}`);
    const { status } = await this.park.patch(`/admin/lectures/${id}`, changes, { 'If-Match': headers.get('etag')! });
    expect(status).toBe(200);
  };
}

export const shows = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor(WITHIN);
