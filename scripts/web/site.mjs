// The built system with demo data, and a browser that visits its pages.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { Api } from '../bench/api.mjs';
import { startSystem } from '../bench/system.mjs';
import { programPath } from '../servers/debian.mjs';

export async function openSite(env = {}) {
  const executablePath = programPath('chromium') ?? programPath('google-chrome');
  if (!executablePath) throw new Error('Chromium is missing: install the package chromium');
  const dataDir = mkdtempSync(join(tmpdir(), 'sugang-site-'));
  const system = await startSystem({ dataDir, env });
  const url = `http://127.0.0.1:${system.port}`;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const api = new Api(system.port);
  return {
    url,
    api,

    /** Id of the demo lecture with this word in its title, once it is loaded. */
    async lecture(word) {
      for (;;) {
        const [found] = JSON.parse((await api.get(`/lectures?q=${word}`)).text).items;
        if (found) return api.knownToRegistration([found.id]).then(() => found.id);
        await pause(100);
      }
    },

    /** A new page, signed in as this demo account or not at all. */
    async page(name, options = {}) {
      const usual = { locale: 'en-US', timezoneId: 'Asia/Seoul' };
      const context = await browser.newContext({ ...usual, ...(name && (await sessionOf(url, name))), ...options });
      return context.newPage();
    },

    async close() {
      await browser.close();
      await system.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Visits a page and waits until it shows what it requested. */
export async function visit(page, url) {
  await page.goto(url);
  await page.locator('h1').first().waitFor();
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** Cookie and mark of a session, as after a sign-in on the pages. */
async function sessionOf(url, name) {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF': '1' },
    body: JSON.stringify({ email: `${name}@sugang.dev`, password: 'sugang-demo', session: 'cookie' }),
  });
  const [cookie, value] = response.headers.get('set-cookie').split(';')[0].split('=');
  const flags = { domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Strict' };
  return {
    storageState: {
      cookies: [{ name: cookie, value, ...flags }],
      origins: [{ origin: url, localStorage: [{ name: 'sugang-signed-in', value: 'yes' }] }],
    },
  };
}
