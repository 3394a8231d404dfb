import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readEvent } from '#contracts';
import { Outbox } from '#messaging';
import { Database } from '#persistence';
import { UuidV7Ids } from '#platform';
import { onEveryStore, TestClock } from '#testing';
import { decideIntroduction, type Told } from '../domain/subject.js';
import { openIdentityRows } from './identity-store.js';
import { TypeormSubjects } from './typeorm.subjects.js';

onEveryStore('the subjects of another identity provider', (newStore) => {
  const now = new Date('2027-02-01T09:00:00.000Z');
  let database: Database;
  let subjects: TypeormSubjects;

  beforeAll(async () => {
    database = await openIdentityRows(newStore());
    subjects = new TypeormSubjects(database, new Outbox(() => database, new TestClock(), new UuidV7Ids()));
  });
  afterAll(() => database.close());

  const introduce = (id: string, news: Partial<Told> = {}) =>
    subjects.change(id, (state) =>
      decideIntroduction(
        state,
        { id, email: 'same@example.org', name: 'Mina', role: 'student', toldAt: now, ...news },
        now,
      ),
    );

  it('are kept as they were told, whatever ids their provider chose', async () => {
    const ids = ['mina', 'MINA', 'mina ', 'f:42:한국', 'x'.repeat(128)];
    for (const id of ids) await introduce(id, { email: null });
    for (const id of ids) expect(await subjects.find(id)).toMatchObject({ id, email: null, toldAt: now, version: 1 });
    expect(await subjects.find('Mina')).toBeUndefined();
    const first = await subjects.page('', 3);
    const rest = await subjects.page(first.at(-1)!.id, 100);
    expect([...first, ...rest].map(({ id }) => id)).toHaveLength(ids.length);
  });

  it('may share an e-mail', async () => {
    await introduce('joon');
    await introduce('sora');
    expect([await subjects.find('joon'), await subjects.find('sora')]).toMatchObject([
      { email: 'same@example.org' },
      { email: 'same@example.org' },
    ]);
  });

  it('are introduced once, and changed one after the other, by many at once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => introduce('hana')));
    expect(await subjects.find('hana')).toMatchObject({ version: 1 });
    await Promise.all(Array.from({ length: 5 }, (_, n) => introduce('hana', { name: `Hana ${n}` })));
    expect(await subjects.find('hana')).toMatchObject({ version: 6 });
    const rows: { body: string }[] = await database.reader.query('SELECT body FROM outbox');
    const told = rows.map(({ body }) => readEvent(body)).filter(({ subject }) => subject === 'hana');
    expect(told.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
