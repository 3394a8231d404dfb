import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { Account, LectureState, Registration } from '#contracts';
import { Database } from '#persistence';
import { TypeormAccountCopies } from '#platform';
import { cast, idOf, onEveryStore as onEachOfThem } from '#testing';
import { AccountCopyRow, accountCopyRow } from '../src/persistence/account-copy-row.js';
import { LectureRow, lectureRowOf } from '../src/persistence/lecture-row.js';
import { openLectureStore } from '../src/persistence/lecture-store.js';
import { TypeormLectureLists } from '../src/persistence/typeorm-lecture-lists.js';
import { TypeormRoster } from '../src/persistence/typeorm-roster.js';
import { rosterRowOf } from '../src/use-cases/update-roster.js';
import { algorithms } from './algorithms-101.js';

/** Lecture's real store on a file of its own, with everything that reads from it. */
export class LectureBench {
  database: Database;
  lists: TypeormLectureLists;
  roster: TypeormRoster;
  accounts: TypeormAccountCopies<AccountCopyRow>;

  /** Opens and closes the bench around the tests that are being described. */
  static at(address: () => { url: string; dataDir: string }): LectureBench {
    const bench = new LectureBench();
    beforeAll(async () => {
      bench.database = await openLectureStore(address());
      bench.lists = new TypeormLectureLists(bench.database);
      bench.roster = new TypeormRoster(bench.database);
      bench.accounts = new TypeormAccountCopies(bench.database, AccountCopyRow, accountCopyRow);
    });
    beforeEach(() => bench.empty());
    afterAll(() => bench.database.close());
    return bench;
  }

  async empty(): Promise<void> {
    for (const table of ['lecture', 'roster', 'account_copy']) await this.database.reader.query(`DELETE FROM ${table}`);
  }

  async has(...lectures: LectureState[]): Promise<void> {
    await this.database.transaction(({ manager }) => manager.insert(LectureRow, lectures.map(lectureRowOf)));
  }

  /** Mina confirms (or what `changes` say) a seat in `lectureId`; `n` numbers the registration. */
  async registration(n: number, changes: Partial<Registration> = {}): Promise<void> {
    const registration = { ...confirmed(n), ...changes };
    await this.roster.keep(rosterRowOf(registration, registration.version));
  }
}

export const lecture = (n: number, changes: Partial<LectureState> = {}): LectureState => ({
  ...algorithms,
  id: idOf(n),
  createdAt: new Date(Date.parse(algorithms.createdAt) + n * 1_000).toISOString(),
  ...changes,
});

export const confirmed = (n: number): Registration => ({
  id: idOf(1_000 + n),
  lectureId: algorithms.id,
  studentId: cast.mina.sub,
  status: 'CONFIRMED',
  cancelReason: null,
  fee: algorithms.fee,
  paymentId: idOf(2_000 + n),
  holdExpiresAt: null,
  requestedAt: '2027-03-01T00:00:00.000Z',
  confirmedAt: new Date(Date.UTC(2027, 2, 1) + n * 1_000).toISOString(),
  endedAt: null,
  version: 2,
});

export const account = (who: keyof typeof cast, changes: Partial<Account> = {}): Account => ({
  id: cast[who].sub,
  email: cast[who].email,
  name: cast[who].name,
  role: cast[who].role,
  locale: 'ko',
  createdAt: '2027-01-01T00:00:00.000Z',
  ...changes,
});

/** The same tests on every store, with lecture's bench on it. */
export const onEveryStore = (name: string, suite: (bench: LectureBench) => void): void =>
  onEachOfThem(name, (newStore) => {
    const address = newStore();
    suite(LectureBench.at(() => address));
  });
