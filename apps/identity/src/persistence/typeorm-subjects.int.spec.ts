import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readEvent } from '#contracts';
import { Outbox } from '#messaging';
import { Database } from '#persistence';
import { UuidV7Ids } from '#platform';
import { onEveryStore, TestClock } from '#testing';
import { decideProvision, type SubjectClaims } from '../domain/subject.js';
import { openIdentityStore } from './identity-store.js';
import { TypeormSubjects } from './typeorm-subjects.js';

onEveryStore('TypeormSubjects', (newStore) => {
  const now = new Date('2027-02-01T09:00:00.000Z');
  let database: Database;
  let subjects: TypeormSubjects;

  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    subjects = new TypeormSubjects(database, new Outbox(() => database, new TestClock(), new UuidV7Ids()));
  });
  afterAll(() => database.close());

  const provision = (id: string, update: Partial<SubjectClaims> = {}) =>
    subjects.change(id, (state) =>
      decideProvision(
        state,
        { id, email: 'same@example.org', name: 'Mina', role: 'student', claimsIssuedAt: now, ...update },
        now,
      ),
    );

  it('stores claims under any id that a provider chooses', async () => {
    const ids = ['mina', 'MINA', 'mina ', 'f:42:한국', 'x'.repeat(128)];
    for (const id of ids) await provision(id, { email: null });
    for (const id of ids)
      expect(await subjects.find(id)).toMatchObject({ id, email: null, claimsIssuedAt: now, version: 1 });
    expect(await subjects.find('Mina')).toBeUndefined();
    const first = await subjects.page('', 3);
    const rest = await subjects.page(first.at(-1)!.id, 100);
    expect([...first, ...rest].map(({ id }) => id)).toHaveLength(ids.length);
  });

  it('allows two subjects with the same e-mail address', async () => {
    await provision('joon');
    await provision('sora');
    expect([await subjects.find('joon'), await subjects.find('sora')]).toMatchObject([
      { email: 'same@example.org' },
      { email: 'same@example.org' },
    ]);
  });

  it('provisions a subject once and changes it sequentially under concurrent requests', async () => {
    await Promise.all(Array.from({ length: 10 }, () => provision('hana')));
    expect(await subjects.find('hana')).toMatchObject({ version: 1 });
    await Promise.all(Array.from({ length: 5 }, (_, n) => provision('hana', { name: `Hana ${n}` })));
    expect(await subjects.find('hana')).toMatchObject({ version: 6 });
    const rows: { body: string }[] = await database.reader.query('SELECT body FROM outbox');
    const published = rows.map(({ body }) => readEvent(body)).filter(({ subject }) => subject === 'hana');
    expect(published.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
