import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';

const DOCUMENT = resolve('docs/openapi/current.json');

/** How each generator is called, and a program that uses what it writes. */
const GENERATORS = {
  'openapi-typescript': {
    script: (out: string) => `
      import generate, { astToString } from 'openapi-typescript';
      import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
      mkdirSync('${out}');
      writeFileSync('${out}/index.ts', astToString(await generate(JSON.parse(readFileSync('${DOCUMENT}', 'utf8')))));`,
    use: `
      import type { components, paths } from './api/index.js';
      const registered = { lectureId: 'x' } satisfies components['schemas']['Register'];
      export const use = (answer: paths['/api/v1/registrations']['post']['responses'][201]['content']['application/json']) =>
        [registered.lectureId, answer.status, answer.fee.amount];
      type Roster = paths['/api/v1/admin/lectures/{id}/roster']['get']['responses'][200]['content'];
      export const names = (roster: Roster[keyof Roster]) => roster.items.map(({ student }) => student.name);`,
  },
  'Hey API': {
    script: (out: string) => `
      import { createClient } from '@hey-api/openapi-ts';
      const plugins = ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'];
      await createClient({ input: '${DOCUMENT}', output: '${out}', logs: { level: 'silent' }, plugins });`,
    use: `
      import { registrationsRegister, rosterDownload, rosterShow } from './api/index.js';
      export async function roster(path: { id: string }) {
        const { data: page } = await rosterShow({ path });
        const { data: file } = await rosterDownload({ path });
        return [page?.items.map(({ student }) => student.name), file?.split('\\r\\n')];
      }
      export async function use() {
        const { data, error } = await registrationsRegister({
          body: { lectureId: 'x', payment: { method: 'card', token: 'tok_ok' } },
          headers: { 'Idempotency-Key': crypto.randomUUID() },
        });
        return error ? error.code : data?.status;
      }`,
  },
  Orval: {
    script: (out: string) => `
      import { generate } from 'orval';
      await generate({ input: { target: '${DOCUMENT}' }, output: { target: '${out}/index.ts', client: 'fetch' } });`,
    use: `
      import { registrationsRegister, rosterDownload, rosterShow } from './api/index.js';
      export async function roster(id: string) {
        const [page, file] = [await rosterShow(id), await rosterDownload(id)];
        if (page.status !== 200 || file.status !== 200) return [];
        return [page.data.items.map(({ student }) => student.name), file.data.split('\\r\\n')];
      }
      export async function use() {
        const answer = await registrationsRegister({ lectureId: 'x' }, { headers: { 'Idempotency-Key': 'k' } });
        return answer.status === 201 ? answer.data.fee.amount : answer.data;
      }`,
  },
};

function compiled(dir: string): string {
  const options = [
    '--strict',
    '--noEmit',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--lib',
    'es2022,dom,dom.iterable',
  ];
  const compiler = resolve('node_modules/typescript7/bin/tsc');
  return String(spawnSync(process.execPath, [compiler, ...options, 'use.ts'], { cwd: dir }).stdout);
}

describe.each(Object.entries(GENERATORS))('the client that %s generates', (name, { script, use }) => {
  const dir = tempDir(`generated-${name.replace(' ', '-')}`);

  it('compiles, and so does a program that registers with it', () => {
    execFileSync(process.execPath, ['--input-type=module', '--eval', script(join(dir, 'api'))], { stdio: 'pipe' });
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(dir, 'use.ts'), use);
    expect(compiled(dir)).toBe('');
    writeFileSync(join(dir, 'use.ts'), use.replace('lectureId:', 'lectureIdentity:'));
    expect(compiled(dir)).toContain('lectureIdentity');
  });
});
