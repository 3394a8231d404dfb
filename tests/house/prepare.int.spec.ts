import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile, type ExecFileException } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Stands for the compiler: writes one .js per .ts, and a line into builds.log; refuses a source that says "broken". */
const compiler = `
import { appendFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
appendFileSync('builds.log', 'built\\n');
for (const path of ['apps', 'libs'].flatMap((top) => readdirSync(top, { recursive: true }).map((p) => top + '/' + p))) {
  if (!path.endsWith('.ts') || path.endsWith('.spec.ts')) continue;
  const source = readFileSync(path, 'utf8');
  if (source.includes('broken')) { console.error(path + ': broken'); process.exit(2); }
  const to = 'dist/' + path.replace(/ts$/, 'js');
  mkdirSync(to.slice(0, to.lastIndexOf('/')), { recursive: true });
  writeFileSync(to, source);
}
await new Promise((done) => setTimeout(done, 300));
`;

describe('preparing a clone', () => {
  let clone: string;

  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'sugang-clone-'));
    await cp('scripts/prepare.mjs', join(clone, 'scripts/prepare.mjs'));
    await cp('scripts/prepare', join(clone, 'scripts/prepare'), { recursive: true });
    const project = { name: 'a-clone', version: '1.0.0', devDependencies: { leaf: 'file:leaf' } };
    await write(
      'package.json',
      JSON.stringify({ ...project, type: 'module', scripts: { build: 'node compiler.mjs' } }),
    );
    await write('leaf/package.json', JSON.stringify({ name: 'leaf', version: '1.0.0' }));
    await writeLock({
      '': project,
      leaf: { version: '1.0.0', dev: true },
      'node_modules/leaf': { resolved: 'leaf', link: true },
    });
    await write('tsconfig.json', '{}');
    await write('tsconfig.build.json', '{}');
    await write('scripts/bundle.mjs', '');
    await write('scripts/copy-assets.mjs', '');
    await write('scripts/copy-openapi.mjs', '');
    await write('scripts/web.mjs', '');
    await write('scripts/web/messages.mjs', '');
    await write('docs/openapi/current.json', '{}');
    await write('docs/openapi/external-provider.json', '{}');
    await write('scripts/bundle/bundle.mjs', '');
    await write('compiler.mjs', compiler);
    await write('apps/standalone/src/main.ts', 'start();');
    await write('libs/contracts/src/index.ts', 'export {};');
  });

  afterEach(() => rm(clone, { recursive: true }));

  it('installs and builds a bare clone, then does and prints nothing', async () => {
    const first = await prepare();
    expect(first).toMatchObject({ code: 0 });
    expect(first.output).toMatch(/npm ci.*done in.*npm run build.*done in/s);
    expect(await prepare()).toEqual({ code: 0, output: '' });
    expect(await builds()).toBe(1);
  });

  it('rebuilds when a source file changes, appears or disappears, without leftovers', async () => {
    await write('libs/contracts/src/old.ts', 'export {};');
    await prepare();
    await write('libs/contracts/src/index.ts', 'export const changed = 1;');
    await prepare();
    expect(await builds()).toBe(2);
    await write('libs/contracts/src/new.ts', 'export {};');
    await prepare();
    expect(await builds()).toBe(3);
    await rm(join(clone, 'libs/contracts/src/old.ts'));
    await prepare();
    expect(await builds()).toBe(4);
    expect((await readdir(join(clone, 'dist/libs/contracts/src'))).sort()).toEqual(['index.js', 'new.js']);
  });

  it('rebuilds when the build settings change or an output file is missing', async () => {
    await prepare();
    await utimes(join(clone, 'tsconfig.json'), new Date(), new Date(0));
    await prepare();
    expect(await builds()).toBe(2);
    await write('scripts/bundle/bundle.mjs', '// otherwise');
    await prepare();
    expect(await builds()).toBe(3);
    await rm(join(clone, 'dist/apps/standalone/src/main.js'));
    await prepare();
    expect(await builds()).toBe(4);
  });

  it('does not rebuild for a changed spec', async () => {
    await prepare();
    await write('libs/contracts/src/index.spec.ts', 'it works');
    expect(await prepare()).toEqual({ code: 0, output: '' });
  });

  it('reports a failed build, exits with a failure, and retries the next time', async () => {
    await write('libs/contracts/src/index.ts', 'broken');
    const refused = await prepare();
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/index\.ts: broken.*failed after .* \(exit code 2\)/s);
    expect((await prepare()).code).toBe(1);
    await write('libs/contracts/src/index.ts', 'fixed');
    expect((await prepare()).code).toBe(0);
  });

  it('reinstalls when the lock file changes, and explains what it needs when it cannot', async () => {
    await prepare();
    await writeLock({ '': {}, 'node_modules/far': { version: '1.0.0', resolved: 'file:not-there.tgz' } });
    const answer = await prepare();
    expect(answer).toMatchObject({ code: 1 });
    expect(answer.output).toMatch(/npm ci.*failed after .*The first run needs the npm registry/s);
  });

  it('reinstalls when an installed package was deleted', async () => {
    await prepare();
    await rm(join(clone, 'node_modules/leaf'));
    expect((await prepare()).output).toMatch(/npm ci.*done in/s);
    expect(await prepare()).toEqual({ code: 0, output: '' });
  });

  it('ignores options inherited from the outer npm', async () => {
    const odd = {
      npm_config_omit: 'dev',
      npm_config_dry_run: 'true',
      npm_config_global: 'true',
      NODE_ENV: 'production',
    };
    expect(await prepare(odd)).toMatchObject({ code: 0 });
    expect(await prepare()).toEqual({ code: 0, output: '' });
  });

  it('lets three concurrent processes do the work once', async () => {
    const answers = await Promise.all([prepare(), prepare(), prepare()]);
    expect(answers.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(await builds()).toBe(1);
    expect(answers.filter(({ output }) => output.includes('waiting for another preparation'))).not.toHaveLength(0);
    expect((await readdir(clone)).filter((name) => name.startsWith('.prepare.lock'))).toEqual([]);
  });

  it('takes over the lock of a dead process', async () => {
    const gone = { pid: 2 ** 22 + 1, host: hostname(), since: Date.now() };
    await write('.prepare.lock/owner.json', JSON.stringify(gone));
    expect(await prepare()).toMatchObject({ code: 0 });
    expect((await readdir(clone)).filter((name) => name.startsWith('.prepare.lock'))).toEqual([]);
  });

  it('rejects a Node version that is too old with one line', async () => {
    const script: string = '../../scripts/prepare/node-version.mjs';
    const { checkNodeVersion } = (await import(script)) as { checkNodeVersion(version: string): void };
    for (const version of ['18.20.4', '20.18.3', '21.7.0', '22.12.0']) {
      expect(() => checkNodeVersion(version)).toThrow(/^Sugang needs Node 20\.19 or later .*this is Node .*\d\. See/);
    }
    for (const version of ['20.19.0', '20.20.2', '22.13.0', '24.1.0', '26.0.0']) {
      expect(() => checkNodeVersion(version)).not.toThrow();
    }
  });

  async function write(path: string, text: string) {
    await mkdir(dirname(join(clone, path)), { recursive: true });
    await writeFile(join(clone, path), text);
  }

  const writeLock = (packages: Record<string, object>) =>
    write('package-lock.json', JSON.stringify({ name: 'a-clone', version: '1.0.0', lockfileVersion: 3, packages }));

  async function builds() {
    return (await readFile(join(clone, 'builds.log'), 'utf8')).split('\n').length - 1;
  }

  function prepare(env: NodeJS.ProcessEnv = {}): Promise<{ code: number; output: string }> {
    return new Promise((resolve) => {
      const ended = (error: ExecFileException | null, _stdout: string, output: string) =>
        resolve({ code: error ? Number(error.code) : 0, output });
      execFile(process.execPath, ['scripts/prepare.mjs'], { cwd: clone, env: { ...process.env, ...env } }, ended);
    });
  }
});
