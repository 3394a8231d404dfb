import { describe, expect, it } from '@jest/globals';

interface Requirement {
  requirement: string;
  tests?: Record<string, string[]>;
}

interface Check {
  faultsOf(
    sections: { title: string; requirements: Requirement[] }[],
    read: (file: string) => string,
  ): { rows: number; tests: number; faults: string[] };
}

const spec = `
  describe('a seat', () => {
    it('is given out once', () => {});
    it.each(['one', 'two'])('is free again after %s cancellations', () => {});
    describe('of a canceled lecture', () => {
      it(\`is \${1} of none\`, () => {});
    });
    it.skip('is never seen', () => {});
  });`;

const absent = () => {
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
};
const read = (file: string) => (file === 'seat.spec.ts' ? spec : absent());
const requirement = (text: string, ...tests: string[]): Requirement => ({
  requirement: text,
  tests: { 'seat.spec.ts': tests },
});

describe('the check of the requirements', () => {
  const check = async (...requirements: Requirement[]) => {
    const script: string = '../../scripts/requirements/faults.mjs';
    const { faultsOf } = (await import(script)) as Check;
    return faultsOf([{ title: 'Seats', requirements }], read);
  };

  it('passes when every named test exists', async () => {
    expect(
      await check(
        requirement('one seat, one student', 'is given out once', 'a seat › is given out once'),
        requirement('canceled', 'of a canceled lecture › is ${…} of none'),
        requirement('again', 'is free again after %s cancellations'),
        requirement('again and again', 'is free again after two cancellations'),
      ),
    ).toEqual({ rows: 4, tests: 5, faults: [] });
  });

  it('reports a requirement whose test does not exist', async () => {
    expect((await check(requirement('once', 'is given out twice'))).faults).toEqual([
      '"once": no test "seat.spec.ts › is given out twice"',
    ]);
    expect((await check(requirement('once', 'a chair › is given out once'))).faults).toHaveLength(1);
    expect((await check(requirement('thrice', 'is free again after three cancellations'))).faults).toHaveLength(1);
  });

  it('does not accept a skipped test or a describe block as a test', async () => {
    expect((await check(requirement('seen', 'is never seen'))).faults).toHaveLength(1);
    expect((await check(requirement('group', 'of a canceled lecture'))).faults).toHaveLength(1);
  });

  it('reports a missing file, a requirement without a test, a duplicate, and an empty list', async () => {
    expect((await check({ requirement: 'far', tests: { 'chair.spec.ts': ['is there'] } })).faults).toEqual([
      '"far": there is no file chair.spec.ts',
    ]);
    expect((await check({ requirement: 'bare' })).faults).toEqual(['"bare" names no test']);
    const once = requirement('once', 'is given out once');
    expect((await check(once, once)).faults).toEqual(['"once" is listed twice']);
    expect((await check()).faults).toEqual(['no requirement found']);
  });
});
