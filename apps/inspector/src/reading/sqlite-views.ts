import type { Shown } from '../invariants/records.js';
import { SqliteStore } from './sqlite-store.js';
import { Views } from './views.js';
import { type Range, valuesOf, within } from './store.js';

const ACTIVE = `(SELECT id FROM generations WHERE status = 'ACTIVE')`;

export class SqliteViews extends Views {
  readonly registrations = this.parts('registrations', 'id');
  readonly paymentsOf = this.parts('payments', 'registration_id');
  readonly lectures = this.parts('lectures', 'id');
  readonly accounts = this.parts('accounts', 'id');

  private constructor(private readonly store: SqliteStore) {
    super();
  }

  /** @throws InspectionError */
  static open(dataDir: string): SqliteViews {
    return new SqliteViews(SqliteStore.open(dataDir, 'mypage'));
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private parts(table: string, column: string) {
    const sql = `SELECT id, sequence, state FROM ${table} WHERE generation = ${ACTIVE} AND ${within(column)}`;
    return async <State>(range: Range): Promise<Shown<State>[]> => {
      const rows = await this.store.rows<Shown<string>>(sql, valuesOf(range));
      return rows.map(({ state, ...row }) => ({ ...row, state: JSON.parse(state) as State }));
    };
  }
}
