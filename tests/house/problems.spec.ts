import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isProblemCode, problemText, serviceNames, type ServiceName } from '#contracts';

/** Every code that the production files of a folder refuse with or declare for a route. */
function codesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const production = files.filter((file) => file.endsWith('.ts') && !/[.](spec|contract)[.]ts$/.test(file));
  return production.flatMap((file) => codesOf(readFileSync(join(folder, file), 'utf8')));
}

const codesOf = (source: string): string[] =>
  [...source.matchAll(/(?:new Rejection|new HttpProblem|reasonOf|@ApiProblems)\(\s*((?:'[A-Z_]+'[,\s]*)+)/g)].flatMap(
    ([, codes]) => [...codes!.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code!),
  );

/** Codes that the catalog does not have, or has for other services only. */
const undeclared = (service: ServiceName, codes: string[]): string[] =>
  codes.filter((code) => {
    const services = isProblemCode(code) ? problemText(code).services : [];
    return services !== undefined && !services.includes(service);
  });

describe('the problem catalog', () => {
  it.each(serviceNames)('lists every code that %s answers with', (service) => {
    expect(undeclared(service, codesIn(`apps/${service}/src`))).toEqual([]);
  });

  it('lists every code that the platform answers with as one of every service', () => {
    expect(codesIn('libs/platform/src').filter((code) => undeclared('mypage', [code]).length > 0)).toEqual([]);
  });

  it('fails the check for a code of another service and for an unknown code', () => {
    expect(undeclared('payment', ['LECTURE_FULL', 'NO_SUCH_CODE', 'NOT_FOUND'])).toEqual([
      'LECTURE_FULL',
      'NO_SUCH_CODE',
    ]);
  });

  it('finds codes in rejections and in the declarations of routes', () => {
    expect(codesOf("new Rejection(\n  'A', {})\n@ApiProblems(\n 'B',\n 'C')\nnew HttpProblem('D', x)")).toEqual([
      'A',
      'B',
      'C',
      'D',
    ]);
    expect(codesIn('apps/registration/src')).toContain('LECTURE_FULL');
  });
});
