import { createServer, type Server } from 'node:http';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { eventually, freePort, tempDir } from '#testing';
import { describeWithBrowser } from '../support/browser.js';
import { Client } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

const alias = { '@sugang/client': './libs/client/src/index.ts' };
const RENDER = `import { createElement } from 'react'; import { createRoot } from 'react-dom/client'; import { Lectures } from './react';
  createRoot(document.body.appendChild(document.createElement('main'))).render(createElement(Lectures));`;

describe('the snippets of the README of @sugang/client', () => {
  const dir = tempDir('snippets');
  let system: RunningSystem;
  let pages: Server;
  let origin: string;
  const scripts = new Map<string, string>();

  /** A snippet as one script, with the address of this test's system in it. */
  const bundled = async (contents: string, loader: 'ts' | 'tsx') => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: 'examples/snippets', loader },
      ...{ bundle: true, format: 'esm', target: 'es2022', jsx: 'automatic', write: false, alias },
    });
    return outputFiles[0]!.text.replaceAll('http://localhost:8080', system.url);
  };

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    system = await RunningSystem.start({ env: { SUGANG_CORS_ORIGINS: origin } });
    scripts.set('/browser.js', await bundled(`import './browser';`, 'ts'));
    scripts.set('/streams.js', await bundled(`import './streams';`, 'ts'));
    scripts.set('/react.js', await bundled(RENDER, 'tsx'));
    pages = createServer(({ url = '' }, response) => {
      const script = scripts.get(url);
      response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
      response.end(script ?? `<body><script type="module" src="${url}.js"></script></body>`);
    });
    await new Promise<void>((listening) => pages.listen(port, () => listening()));
  }, 60_000);
  afterAll(async () => {
    pages.close();
    await system.stop();
    system.forget();
  });

  it('run in Node', async () => {
    const script = join(dir, 'node.mjs');
    writeFileSync(script, await bundled(`import './node';`, 'ts'));
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    expect(stdout).toBe('Algorithms 101: CONFIRMED\n');
  });

  describeWithBrowser('in Chromium, on another origin', (open) => {
    it('sign in with a session in a cookie, read My Page and follow its changes', async () => {
      const page = await open(`${origin}/browser`);
      await eventually(async () => expect(await page.title()).toBe('Mina'));
      // A late event about the registration of the Node snippet may have replaced the summary.
      await eventually(async () => expect(await page.textContent('body')).toMatch(/^\d+ upcoming$|: CONFIRMED$/));
      const mina = await Client.login(system.url, 'mina@sugang.dev');
      const free = (await mina.all('/lectures')).find(({ fee }) => fee.amount === 0);
      await mina.post('/registrations', { lectureId: free.id }, { 'Idempotency-Key': 'free' });
      await eventually(async () => expect(await page.textContent('body')).toBe(`${free.title}: CONFIRMED`));
      await page.context().close();
    });

    it('follow My Page with a new ticket for each EventSource, and the free seats of a lecture', async () => {
      const page = await open('about:blank');
      const tickets: (string | null)[] = [];
      await page.route('**/mypage/stream?*', (route) => {
        tickets.push(new URL(route.request().url()).searchParams.get('ticket'));
        return tickets.length === 1 ? route.fulfill({ status: 401 }) : route.continue();
      });
      await page.goto(`${origin}/streams`);
      await eventually(async () => expect(await page.textContent('body')).toMatch(/^\d+ free$/));
      const before = Number.parseInt((await page.textContent('body'))!);
      await eventually(() => expect(tickets).toHaveLength(2));
      const mina = await Client.login(system.url, 'mina@sugang.dev');
      const [lecture] = await mina.all('/lectures?q=databases');
      expect((await mina.register(lecture.id)).status).toBe(201);
      await eventually(async () => expect(await page.textContent('body')).toBe(`${before - 1} free`));
      await eventually(async () => expect(await page.title()).toBe(`${lecture.title}: CONFIRMED`));
      expect(new Set(tickets).size).toBe(2);
      await page.context().close();
    });

    it('render lectures with React', async () => {
      const page = await open(`${origin}/react`);
      await eventually(async () => expect(await page.textContent('main')).toContain('Algorithms 101'));
      await page.context().close();
    });
  });
});
