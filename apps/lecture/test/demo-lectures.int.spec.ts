import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { OpenLectureBody } from '#contracts';
import { Outbox } from '#messaging';
import { Database } from '#persistence';
import { Log, UuidV7Ids, TypeormAccountCopies } from '#platform';
import { cast, onEveryStore, TestClock } from '#testing';
import { decideOpen } from '../src/domain/open-lecture.js';
import { AccountCopyRow, accountCopyRow } from '../src/persistence/account-copy-row.js';
import { openLectureStore } from '../src/persistence/lecture-store.js';
import { TypeormKnownAccounts } from '../src/persistence/typeorm-known-accounts.js';
import { TypeormLectures } from '../src/persistence/typeorm-lectures.js';
import { demoLectures } from '../src/use-cases/demo-lectures.js';
import { OpenDemoLecturesHandler } from '../src/use-cases/open-demo-lectures.js';
import { algorithms, february, syllabus } from './algorithms-101.js';
import { account } from './lecture-bench.js';

const REPLICAS = 3;

/** One of several that work on the same store. */
interface Replica {
  database: Database;
  lectures: TypeormLectures;
  demo: OpenDemoLecturesHandler;
}

onEveryStore('the demo lectures', (newStore) => {
  const address = newStore();
  const clock = new TestClock(february.toISOString());
  const said: string[] = [];
  const log = Log.open({ service: 'lecture', level: 'info', destination: { write: (line) => void said.push(line) } });
  let replicas: Replica[];
  let accounts: TypeormAccountCopies<AccountCopyRow>;

  beforeAll(async () => {
    replicas = [];
    for (let n = 0; n < REPLICAS; n += 1) replicas.push(await replica());
    accounts = new TypeormAccountCopies(replicas[0]!.database, AccountCopyRow, accountCopyRow);
  });
  beforeEach(async () => {
    for (const table of ['lecture', 'account_copy', 'outbox']) await query(`DELETE FROM ${table}`);
    said.length = 0;
  });
  afterAll(() => Promise.all(replicas.map(({ database }) => database.close())));

  async function replica(): Promise<Replica> {
    const database = await openLectureStore(address);
    const lectures = new TypeormLectures(database, new Outbox(() => database, clock, new UuidV7Ids()));
    const copies = new TypeormKnownAccounts(database);
    return { database, lectures, demo: new OpenDemoLecturesHandler(lectures, copies, clock, log) };
  }

  const query = <Row>(sql: string): Promise<Row[]> => replicas[0]!.database.reader.query(sql);
  const everyReplica = () => Promise.all(replicas.map(({ demo }) => demo.execute()));
  const titles = async () => (await query<{ title: string }>('SELECT title FROM lecture ORDER BY id')).map(titleOf);
  const titleOf = ({ title }: { title: string }) => title;
  const published = async () => (await query('SELECT * FROM outbox')).length;
  const expected = demoLectures(february).map(titleOf);

  it('wait for the account of Dr. Park, who must be an instructor', async () => {
    expect(await everyReplica()).toEqual(['done', 'done', 'done']);
    await accounts.save(account('drPark', { role: 'student' }), 1);
    await accounts.save(account('drLee'), 1);
    expect(await everyReplica()).toEqual(['done', 'done', 'done']);
    expect([await titles(), await published(), said]).toEqual([[], 0, []]);
  });

  it('are opened and published once by any number of replicas, one of which reports it', async () => {
    await accounts.save(account('drPark'), 1);
    expect(await everyReplica()).toEqual(['finished', 'finished', 'finished']);
    expect(await everyReplica()).toEqual(['finished', 'finished', 'finished']);
    expect([await titles(), await published()]).toEqual([expected, expected.length]);
    expect(said.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'info', msg: 'Opened the demo lectures.', lectures: expected.length },
    ]);
    const [first] = await replicas[0]!.lectures.page('', 1);
    expect(first).toMatchObject({ instructor: { id: cast.drPark.sub, name: 'Dr. Park' }, status: 'OPEN', version: 1 });
  });

  it('are opened by every replica without their fixed ids (negative control)', async () => {
    const opening = replicas.map(async ({ lectures }) => {
      const ids = new UuidV7Ids();
      const teacher = { id: cast.drPark.sub, name: 'Dr. Park' };
      return lectures.openAll(demoLectures(february).map((each) => decideOpen(ids.next(), teacher, each, february)));
    });
    expect(await Promise.all(opening)).toEqual(['opened', 'opened', 'opened']);
    expect([(await titles()).length, await published()]).toEqual([
      REPLICAS * expected.length,
      REPLICAS * expected.length,
    ]);
  });

  it('are opened together or not at all', async () => {
    const [{ lectures }] = replicas as [Replica];
    const fresh = { ...algorithms, id: new UuidV7Ids().next() };
    await lectures.open({ state: algorithms, events: [] });
    const both = [fresh, algorithms].map(({ id, instructor }) => decideOpen(id, instructor, syllabus, february));
    expect(await lectures.openAll(both)).toBe('taken');
    expect([await titles(), await published()]).toEqual([[algorithms.title], 0]);
  });

  it('are not opened when any lecture exists, canceled or not', async () => {
    await accounts.save(account('drPark'), 1);
    await replicas[0]!.lectures.open({ state: { ...algorithms, status: 'CANCELED' }, events: [] });
    expect(await everyReplica()).toEqual(['finished', 'finished', 'finished']);
    expect([await titles(), await published(), said]).toEqual([[algorithms.title], 0, []]);
  });

  it('are valid request bodies', () => {
    for (const each of demoLectures(february)) expect(OpenLectureBody.parse(each)).toEqual(each);
  });
});
