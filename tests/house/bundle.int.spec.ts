import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Packages } from '../../scripts/bundle/packages.mjs';

describe('the packages that the build bundles', () => {
  let seen: { bundled: string[]; twice: string[]; differences: string[] };

  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['tests/house/bundled-packages.mjs']);
    seen = JSON.parse(stdout) as typeof seen;
  });

  it('include the large packages and the entry points that the code imports', () => {
    expect(seen.bundled).toEqual(
      expect.arrayContaining(['@nestjs/common', '@nestjs/common/internal', 'rxjs', 'typeorm']),
    );
  });

  it('re-export every name, and every class with its original name', () => {
    expect(seen.differences).toEqual([]);
  });

  it('are loaded once per process, and never also from node_modules', () => {
    expect(seen.twice).toEqual([]);
  });
});

describe('the choice of bundled packages', () => {
  const packages = new Packages({
    'node_modules/pino': { version: '10.0.0', dependencies: { sonic: '^4.0.0' } },
    'node_modules/sonic': { version: '4.0.0', dependencies: { atomic: '^1.0.0' } },
    'node_modules/atomic': { version: '1.0.0' },
    'node_modules/@nestjs/common': { version: '12.0.0' },
    'node_modules/@nestjs/common/node_modules/sonic': { version: '3.0.0' },
    'node_modules/typescript': { version: '6.0.0', devOptional: true },
    'node_modules/jest': { version: '30.0.0', dev: true },
  });

  it.each([
    ['pino', true],
    ['sonic/lib/file.js', true],
    ['atomic', true],
    ['@nestjs/common/internal', false],
  ])('excludes packages that cannot be bundled and their dependencies: %s', (specifier, outside) => {
    expect(packages.staysOutside(specifier)).toBe(outside);
  });

  it('bundles another version of an excluded package', () => {
    expect(packages.isTheCommonCopy('/srv/node_modules/sonic/index.js', 'sonic')).toBe(true);
    expect(packages.isTheCommonCopy('/srv/node_modules/@nestjs/common/node_modules/sonic/index.js', 'sonic')).toBe(
      false,
    );
  });

  it.each([
    ['/srv/node_modules/@nestjs/common/index.js', true],
    ['C:\\srv\\node_modules\\pino\\pino.js', true],
    ['/srv/node_modules/typescript/lib/typescript.js', false],
    ['/srv/node_modules/jest/index.js', false],
    ['/srv/node_modules/never-installed/index.js', false],
  ])('takes nothing in that production does not have: %s', (file, taken) => {
    expect(packages.isForProduction(file)).toBe(taken);
  });
});
