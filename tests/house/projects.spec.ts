import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

interface NestCli {
  projects: Record<string, { type: string; root: string; sourceRoot: string }>;
}

describe('nest-cli.json', () => {
  it('has one entry per Nest app and lib', () => {
    const { projects } = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as NestCli;
    const all = ['apps', 'libs'].flatMap((top) => readdirSync(top).map((name) => `${top}/${name}`));
    const roots = all.filter((root) => root !== 'apps/web');
    expect(
      Object.values(projects)
        .map(({ root }) => root)
        .sort(),
    ).toEqual(roots.sort());
    for (const [name, { type, root, sourceRoot }] of Object.entries(projects)) {
      expect(root).toBe(`${type === 'application' ? 'apps' : 'libs'}/${name}`);
      expect(sourceRoot).toBe(`${root}/src`);
    }
  });
});
