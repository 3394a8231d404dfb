import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';

/** An end-to-end test of a server that returns `{}` although the document describes a page. */
const SPEC = (way: string) => `
  const { createServer, request } = require('node:http');
  const { once } = require('node:events');
  it('${way}', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = 'http://127.0.0.1:' + server.address().port + '/api/v1/lectures';
    if ('${way}' === 'fetch') expect((await fetch(url)).status).toBe(200);
    else {
      const [response] = await once(request(url).end(), 'response');
      for await (const _chunk of response);
    }
    server.closeAllConnections();
    server.close();
  });`;

describe('an end-to-end test that receives a wrong answer', () => {
  const dir = tempDir('wrong-answers');
  let report: any;
  beforeAll(() => {
    for (const kind of ['e2e', 'int'])
      for (const way of ['fetch', 'http']) writeFileSync(join(dir, `${way}.${kind}.spec.cjs`), SPEC(way));
    const environment = resolve('tests/support/jest-environment.mjs');
    const config = {
      rootDir: dir,
      testEnvironment: environment,
      testMatch: ['**/*.spec.cjs'],
      moduleFileExtensions: ['cjs', 'js'],
    };
    const out = join(dir, 'report.json');
    const options = ['--config', JSON.stringify(config), '-i', '--json', '--outputFile', out];
    spawnSync(process.execPath, ['--experimental-vm-modules', resolve('node_modules/jest/bin/jest.js'), ...options]);
    report = JSON.parse(readFileSync(out, 'utf8'));
  }, 60_000);

  const resultOf = (file: string) =>
    report.testResults.find(({ name }: { name: string }) => name.endsWith(file)).assertionResults[0];

  it.each(['fetch', 'http'])('fails, whether it is received with %s', (way) => {
    const { status, failureMessages } = resultOf(`${way}.e2e.spec.cjs`);
    expect(status).toBe('failed');
    expect(failureMessages.join('\n')).toContain(
      "GET /api/v1/lectures (lectures.list) 200: / must have required property 'items'",
    );
  });

  it.each(['fetch', 'http'])('is not checked in other kinds of test: %s', (way) => {
    expect(resultOf(`${way}.int.spec.cjs`).status).toBe('passed');
  });
});
