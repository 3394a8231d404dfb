import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '#testing';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('the client package', () => {
  const built = tempDir('client');

  it("has the project's version, and the dependency version tested here", () => {
    const [own, whole] = [read('libs/client/package.json'), read('package.json')];
    expect(own.version).toBe(whole.version);
    for (const [name, version] of Object.entries(own.dependencies)) expect(version).toBe(whole.dependencies[name]);
  });

  it('builds from its folder alone, with browser types', () => {
    const compiler = 'node_modules/typescript7/bin/tsc';
    execFileSync(process.execPath, [compiler, '-p', 'libs/client/tsconfig.json', '--outDir', built]);
    expect(readFileSync(join(built, 'index.d.ts'), 'utf8')).toContain('paths');
    expect(readFileSync(join(built, 'sugang-client.js'), 'utf8')).toContain('openapi-fetch');
  });
});
