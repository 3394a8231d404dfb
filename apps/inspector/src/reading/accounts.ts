import type { Account } from '#contracts';
import type { AccountDossier } from '../invariants/records.js';
import { rangesOf, valuesOf, within, type Range } from './store.js';
import { instantOf, type Store } from './store.js';
import type { Stores } from './stores.js';

export async function* accountDossiers({ identity, lecture, views }: Stores): AsyncGenerator<AccountDossier> {
  for await (const range of rangesOf(identity, 'accounts', 'id')) {
    const [accounts, copies, shown] = await Promise.all([
      accountsIn(identity, range),
      copiesIn(lecture, range),
      views.accounts(range),
    ]);
    const copyOf = new Map(copies.map(({ id, ...copy }) => [id, copy]));
    const shownOf = new Map(shown.map((each) => [each.id, each]));
    for (const account of accounts) {
      const { id } = account;
      yield { id, account, copy: copyOf.get(id), shown: shownOf.get(id) };
    }
  }
}

type StoredAccount = Account & { version: number };

async function accountsIn(store: Store, range: Range): Promise<StoredAccount[]> {
  const sql = `SELECT id, email, name, role, locale, created_at AS createdAt, version FROM accounts WHERE ${within('id')}`;
  const rows = await store.rows<StoredAccount>(sql, valuesOf(range));
  return rows.map((row) => ({ ...row, createdAt: instantOf(row.createdAt) }));
}

const copiesIn = (
  store: Store,
  range: Range,
): Promise<{ id: string; name: string; email: string | null; sequence: number }[]> =>
  store.rows(`SELECT id, name, email, sequence FROM account_copy WHERE ${within('id')}`, valuesOf(range));
