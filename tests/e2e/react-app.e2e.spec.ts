import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually, freePort, tempDir } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

describeWithBrowser('the example app with React, on another origin', (open) => {
  const built = tempDir('react-app');
  let system: RunningSystem;
  let pages: Server;
  let origin: string;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    system = await RunningSystem.start({ env: { SUGANG_CORS_ORIGINS: origin } });
    const vite = ['node_modules/vite/bin/vite.js', 'build', 'examples/react-app', '--outDir', built, '--emptyOutDir'];
    const env = { ...process.env, NODE_ENV: 'production', VITE_SUGANG_URL: system.url };
    execFileSync(process.execPath, [...vite, '--config', 'examples/react-app/vite.config.mjs'], { env, stdio: 'pipe' });
    pages = createServer(({ url = '' }, response) => {
      const file = join(built, url === '/' ? 'index.html' : new URL(url, origin).pathname);
      response.statusCode = existsSync(file) ? 200 : 404;
      response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
      response.end(existsSync(file) ? readFileSync(file) : '');
    });
    await new Promise<void>((listening) => pages.listen(port, () => listening()));
  }, 120_000);
  afterAll(async () => {
    pages.close();
    await system.stop();
    system.forget();
  });

  const shows = (page: Page, region: string, text: string) =>
    page.getByRole('region', { name: region }).getByText(text).waitFor({ timeout: 15_000 });

  async function signIn(page: Page, password: string): Promise<void> {
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  it('signs in, registers, and shows every change in all tabs until one of them signs out', async () => {
    const page = await open(origin);
    await signIn(page, 'not the password');
    await page.getByRole('alert').waitFor();
    await signIn(page, 'sugang-demo');
    await shows(page, 'Lectures', 'Algorithms 101: 30 free');

    const algorithms = page.getByRole('listitem').filter({ hasText: 'Algorithms 101' });
    await algorithms.getByRole('button', { name: 'Register' }).click();
    await shows(page, 'My Page', 'Algorithms 101: CONFIRMED');
    await shows(page, 'Lectures', 'Algorithms 101: 29 free');
    const [cookie, ...others] = await page.context().cookies();
    expect([cookie?.name, cookie?.httpOnly, cookie?.sameSite, others]).toEqual(['sugang-session', true, 'Strict', []]);

    const tab = await page.context().newPage();
    await tab.goto(origin);
    await shows(tab, 'My Page', 'Algorithms 101: CONFIRMED');
    const mina = await Client.login(system.url, 'mina@sugang.dev');
    const [registration] = await mina.all('/registrations?status=CONFIRMED');
    await mina.cancel(registration.id);
    for (const each of [page, tab]) await shows(each, 'My Page', 'Algorithms 101: CANCELED');

    await tab.getByRole('button', { name: 'Sign out' }).click();
    for (const each of [page, tab]) await each.getByRole('button', { name: 'Sign in' }).waitFor();
    await eventually(async () => expect(await page.context().cookies()).toEqual([]));
    await page.context().close();
  }, 90_000);
});
