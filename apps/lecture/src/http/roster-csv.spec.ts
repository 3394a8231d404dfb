import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import type { RosterEntry } from '#contracts';
import { cast, idOf } from '#testing';
import { rosterCsv } from './roster-csv.js';

const entry = (n: number, name: string | null, email: string | null = cast.mina.email): RosterEntry => ({
  registrationId: idOf(n),
  student: { id: 'mina', name, email },
  confirmedAt: '2027-03-01T00:00:00.000Z',
});

async function* each(...entries: RosterEntry[]) {
  yield* entries;
}

describe('a roster as CSV', () => {
  it('begins with a byte order mark and the names of its columns', async () => {
    const bytes = await rosterCsv(each(entry(1, 'Mina'))).toArray();
    const csv = Buffer.concat(bytes as Buffer[]);
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.subarray(3).toString()).toBe(
      `registrationId,studentId,name,email,confirmedAt\r\n${idOf(1)},mina,Mina,mina@sugang.dev,2027-03-01T00:00:00.000Z\r\n`,
    );
  });

  it('has its columns also when nobody is enrolled', async () => {
    expect((await text(rosterCsv(each()))).trim()).toBe('registrationId,studentId,name,email,confirmedAt');
  });

  it('leaves a cell empty where the account is not known yet', async () => {
    expect(await text(rosterCsv(each(entry(1, null, null))))).toContain(',mina,,,2027');
  });

  it.each(['=1+1', '+82', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'disarms a cell that begins like a formula: %j',
    async (name) => {
      const csv = await text(rosterCsv(each(entry(1, name, `=${cast.mina.email}`))));
      expect(csv).toContain(`'${name}`);
      expect(csv).toContain(`,'=mina@sugang.dev,`);
    },
  );

  it('leaves a sign in the middle alone, and quotes what would break a line or a cell', async () => {
    const csv = await text(
      rosterCsv(each(entry(1, 'Kim-Lee'), entry(2, 'Kim, Mina'), entry(3, 'Mina "M" Kim'), entry(4, 'two\nlines'))),
    );
    for (const cell of [',Kim-Lee,', ',"Kim, Mina",', ',"Mina ""M"" Kim",', ',"two\nlines",'])
      expect(csv).toContain(cell);
  });

  it('breaks off when its rows cannot be read', async () => {
    async function* failing() {
      yield entry(1, 'Mina');
      throw new Error('the store is gone');
    }
    await expect(text(rosterCsv(failing()))).rejects.toThrow('the store is gone');
  });

  it('reads no further rows when nobody takes them any more', async () => {
    let read = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield entry((read += 1), 'Mina');
      } finally {
        ended = true;
      }
    }
    const csv = rosterCsv(endless());
    for await (const _ of csv) break;
    const before = read;
    await new Promise((resolve) => setImmediate(resolve));
    expect(ended).toBe(true);
    expect(read - before).toBeLessThan(50);
  });
});
