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
  it('starts with a byte order mark and the column names', async () => {
    const bytes = await rosterCsv(each(entry(1, 'Mina'))).toArray();
    const csv = Buffer.concat(bytes as Buffer[]);
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.subarray(3).toString()).toBe(
      `registrationId,studentId,name,email,confirmedAt\r\n${idOf(1)},mina,Mina,mina@sugang.dev,2027-03-01T00:00:00.000Z\r\n`,
    );
  });

  it('has its column names even without an enrolled student', async () => {
    expect((await text(rosterCsv(each()))).trim()).toBe('registrationId,studentId,name,email,confirmedAt');
  });

  it('leaves a cell empty until the account event has arrived', async () => {
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

  it('leaves other cells unchanged, and quotes separators and line breaks', async () => {
    const csv = await text(
      rosterCsv(each(entry(1, 'Kim-Lee'), entry(2, 'Kim, Mina'), entry(3, 'Mina "M" Kim'), entry(4, 'two\nlines'))),
    );
    for (const cell of [',Kim-Lee,', ',"Kim, Mina",', ',"Mina ""M"" Kim",', ',"two\nlines",'])
      expect(csv).toContain(cell);
  });

  it.each([';=1+1', 'Mina;=1+1', 'Mina\t=1+1', 'Mina\r=1+1'])(
    'quotes a cell that a spreadsheet with other separators would split: %j',
    async (name) => {
      expect(await text(rosterCsv(each(entry(1, name))))).toContain(`,mina,"${name}",`);
    },
  );

  it('aborts the response when its rows cannot be read', async () => {
    async function* failing() {
      yield entry(1, 'Mina');
      throw new Error('the store is gone');
    }
    await expect(text(rosterCsv(failing()))).rejects.toThrow('the store is gone');
  });

  it('stops reading rows when the client disconnects', async () => {
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
