import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '#testing';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('the client as a package of its own', () => {
  const built = tempDir('client');

  it('has the version of the whole, and the dependency that is tested here', () => {
    const [own, whole] = [read('libs/client/package.json'), read('package.json')];
    expect(own.version).toBe(whole.version);
    for (const [name, version] of Object.entries(own.dependencies)) expect(version).toBe(whole.dependencies[name]);
  });

  it('is built from its folder alone, with the types of a browser', () => {
    const compiler = 'node_modules/typescript7/bin/tsc';
    execFileSync(process.execPath, [compiler, '-p', 'libs/client/tsconfig.json', '--outDir', built]);
    expect(readFileSync(join(built, 'index.d.ts'), 'utf8')).toContain('paths');
    expect(readFileSync(join(built, 'sugang-client.js'), 'utf8')).toContain('openapi-fetch');
  });
});
