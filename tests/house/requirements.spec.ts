import { describe, expect, it } from '@jest/globals';

interface Check {
  faultsOf(markdown: string, read: (file: string) => string): { rows: number; tests: number; faults: string[] };
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
const page = (...rows: string[]) =>
  ['# R', '', '| requirement | file › test name |', '| --- | --- |', ...rows].join('\n');

describe('the table of requirements', () => {
  const check = async (...rows: string[]) => {
    const script: string = '../../scripts/requirements/faults.mjs';
    const { faultsOf } = (await import(script)) as Check;
    return faultsOf(page(...rows), read);
  };

  it('is content when every named test exists', async () => {
    expect(
      await check(
        '| one seat, one student | seat.spec.ts › is given out once<br>seat.spec.ts › a seat › is given out once |',
        '| canceled | seat.spec.ts › of a canceled lecture › is ${…} of none |',
        '| again | seat.spec.ts › is free again after %s cancellations |',
        '| again and again | seat.spec.ts › is free again after two cancellations |',
      ),
    ).toEqual({ rows: 4, tests: 5, faults: [] });
  });

  it('names the requirement whose test does not exist', async () => {
    expect((await check('| once | seat.spec.ts › is given out twice |')).faults).toEqual([
      '"once": no test "seat.spec.ts › is given out twice"',
    ]);
    expect((await check('| once | seat.spec.ts › a chair › is given out once |')).faults).toHaveLength(1);
    expect((await check('| once | seat.spec.ts |')).faults).toHaveLength(1);
    expect((await check('| thrice | seat.spec.ts › is free again after three cancellations |')).faults).toHaveLength(1);
  });

  it('does not take a skipped test or a group for a test', async () => {
    expect((await check('| seen | seat.spec.ts › is never seen |')).faults).toHaveLength(1);
    expect((await check('| group | seat.spec.ts › of a canceled lecture |')).faults).toHaveLength(1);
  });

  it('names a missing file, a requirement without a test, one that stands twice, and an empty page', async () => {
    expect((await check('| far | chair.spec.ts › is there |')).faults).toEqual([
      '"far": there is no file chair.spec.ts',
    ]);
    expect((await check('| bare | |')).faults).toEqual(['"bare" names no test']);
    const row = '| once | seat.spec.ts › is given out once |';
    expect((await check(row, row)).faults).toEqual(['"once" stands twice']);
    expect((await check()).faults).toEqual(['no table row found']);
  });
});
