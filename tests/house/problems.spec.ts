import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { generalProblems, type ProblemTable } from '#platform';

const page = readFileSync('docs/problems.md', 'utf8');

/** The rows of one section of the page: code and status. */
function toldUnder(heading: string, text = page): Record<string, number> {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return Object.fromEntries(
    [...section.matchAll(/^\| `([A-Z_]+)` *\| (\d{3}) *\|/gm)].map(([, code, status]) => [code!, Number(status)]),
  );
}

const filesOf = (app: string): string[] =>
  readdirSync(join('apps', app, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => join('apps', app, 'src', file));

async function tableOf(app: string): Promise<ProblemTable> {
  const file = filesOf(app).find((each) => each.endsWith('/http/problems.ts'));
  if (!file) return {};
  const [table] = Object.values((await import(pathToFileURL(file).href)) as Record<string, ProblemTable>);
  return table!;
}

/** Codes that the files of an app refuse with. */
const refusedWith = (files: string[]): string[] =>
  files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/new Rejection\(\s*'([A-Z_]+)'/g)].map(([, code]) => code!),
  );

const apps = readdirSync('apps');
const heading = (app: string): string => app.charAt(0).toUpperCase() + app.slice(1);

describe('the page of problems', () => {
  it('tells the general codes', () => {
    expect(toldUnder('Anywhere')).toEqual(generalProblems);
  });

  it.each(apps)('tells the codes of %s', async (app) => {
    expect(toldUnder(heading(app))).toEqual(await tableOf(app));
  });

  it('is found to be wrong where a row is missing', () => {
    const without = page.replace(/^\| `LECTURE_FULL`.*\n/m, '');
    expect(toldUnder('Registration', without)).not.toEqual(toldUnder('Registration'));
  });
});

describe('every refusal', () => {
  it.each(apps)('of %s has its status in a table', async (app) => {
    const known = { ...generalProblems, ...(await tableOf(app)) };
    expect(refusedWith(filesOf(app)).filter((code) => !Object.hasOwn(known, code))).toEqual([]);
  });

  it('is looked for where it is', () => {
    expect(new Set(refusedWith(filesOf('registration')))).toContain('LECTURE_FULL');
  });
});
