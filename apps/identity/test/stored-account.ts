import { Outbox } from '#messaging';
import type { Database } from '#persistence';
import { UuidV7Ids } from '#platform';
import { TestClock } from '#testing';
import { decideOpen } from '../src/domain/account.js';
import { TypeormAccounts } from '../src/persistence/typeorm-accounts.js';
import type { TypeormSessions } from '../src/persistence/typeorm-sessions.js';

export const HASH = 'the hash of a password';

/** Stores an account with the password hash `HASH`. */
export async function openAccount(database: Database, sessions: TypeormSessions, id: string): Promise<TypeormAccounts> {
  const outbox = new Outbox(() => database, new TestClock(), new UuidV7Ids());
  const accounts = new TypeormAccounts(database, outbox, sessions);
  const decision = decideOpen({ id, email: `${id}@sugang.dev`, name: 'Mina', role: 'student' }, new Date());
  await accounts.open([{ decision, passwordHash: HASH }]);
  return accounts;
}
