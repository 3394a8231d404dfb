import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { tempDir } from '#testing';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const KILOBYTES = 1024;

describe('the package @sugang/client', () => {
  const consumer = tempDir('client');
  const installed = join(consumer, 'node_modules/@sugang/client');

  beforeAll(() => {
    const run = (command: string, args: string[], cwd: string) => execFileSync(command, args, { cwd, stdio: 'pipe' });
    run('npm', ['pack', '--pack-destination', consumer], 'libs/client');
    const [archive] = readdirSync(consumer).filter((name) => name.endsWith('.tgz'));
    run('tar', ['-xf', archive!], consumer);
    mkdirSync(join(consumer, 'node_modules/@sugang'), { recursive: true });
    renameSync(join(consumer, 'package'), installed);
  }, 120_000);

  it("has the project's version, its license and no dependencies, and contains only its build", () => {
    const { version, license, dependencies } = read(join(installed, 'package.json'));
    expect({ version, license, dependencies }).toEqual({ version: read('package.json').version, license: 'MIT' });
    expect(readdirSync(installed).sort()).toEqual(['README.md', 'dist', 'package.json']);
    expect(readdirSync(join(installed, 'dist')).filter((name) => name.includes('spec'))).toEqual([]);
  });

  it('has the version that the example app requires, beside the packages of the root', () => {
    const { dependencies, devDependencies } = read('examples/react-app/package.json');
    const { version, devDependencies: ofRoot } = read('package.json');
    for (const [name, required] of Object.entries({ ...dependencies, ...devDependencies }))
      expect([name, required]).toEqual([name, name === '@sugang/client' ? version : ofRoot[name]]);
  });

  it.each([
    ['bundler', 'ESNext'],
    ['node16', 'Node16'],
    ['nodenext', 'NodeNext'],
  ])(
    'has types that compile with the snippets of its README under the module resolution %s',
    (moduleResolution, module) => {
      rmSync(join(consumer, 'src'), { recursive: true, force: true });
      cpSync('examples/snippets', join(consumer, 'src'), { recursive: true });
      for (const name of ['react', '@types/react', 'csstype']) {
        cpSync(join('node_modules', name), join(consumer, 'node_modules', name), { recursive: true });
      }
      writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
      const compilerOptions = {
        ...{ target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [] },
        ...{ module, moduleResolution, jsx: 'react-jsx', strict: true, noEmit: true },
      };
      writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
      const compile = () =>
        execFileSync(process.execPath, [resolve('node_modules/typescript7/bin/tsc'), '-p', consumer], {
          encoding: 'utf8',
        });
      expect(compile()).toBe('');
      writeFileSync(
        join(consumer, 'src/wrong.ts'),
        `import { register } from '@sugang/client';\nregister({} as never, {});\n`,
      );
      expect(compile).toThrow('Command failed');
    },
  );

  const bundled = async (contents: string) => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: consumer },
      ...{ bundle: true, minify: true, format: 'esm', target: 'es2022', write: false },
    });
    return Buffer.from(outputFiles[0]!.contents);
  };

  it('is smaller than 8 kB gzipped, with every function', async () => {
    const whole = await bundled(`export * from '@sugang/client';`);
    expect(gzipSync(whole).length).toBeLessThan(8 * KILOBYTES);
    expect(whole.toString()).toContain('/notification-preferences');
  });

  it('leaves out of a bundle what is not imported', async () => {
    const text = (
      await bundled(`import { createSugang, listLectures } from '@sugang/client';
      console.log(await listLectures(createSugang()));`)
    ).toString();
    expect(text).toContain('/api/v1/lectures');
    for (const left of ['/notification-preferences', '/registrations', 'last-event-id', 'BREAKER_OPEN'])
      expect(text).not.toContain(left);
    expect(gzipSync(text).length).toBeLessThan(4 * KILOBYTES);
  });
});
