import { expect, it } from '@jest/globals';
import type { Account } from '#contracts';
import { createTable, Database } from '#persistence';
import { onEveryStore } from '#testing';
import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  AccountCopyColumns,
  TypeormAccountCopies,
  UpdateAccountCopy,
  UpdateAccountCopyHandler,
} from './account-copies.js';

@Entity('account_copy')
class AccountCopyRow extends AccountCopyColumns {}

class AccountCopies1767225600001 implements MigrationInterface {
  name = 'AccountCopies1767225600001';

  up(runner: QueryRunner): Promise<void> {
    return createTable(
      runner,
      'CREATE TABLE account_copy (id varchar(128) NOT NULL PRIMARY KEY, name text NOT NULL, email text NULL, sequence int NOT NULL)',
    );
  }

  async down(): Promise<void> {}
}

const mina: Account = {
  id: 'mina',
  role: 'student',
  name: 'Mina',
  email: 'mina@school.test',
  locale: 'ko',
  createdAt: '2026-03-02T09:00:00Z',
};

onEveryStore('account copies', (newStore) => {
  it('keep the latest state of an account, in whatever order its events arrive', async () => {
    const database = await Database.open({
      ...newStore(),
      service: 'copies',
      entities: [AccountCopyRow],
      migrations: [AccountCopies1767225600001],
    });
    const copies = new TypeormAccountCopies(database, AccountCopyRow, ({ id, name, email }, sequence) => ({
      id,
      name,
      email,
      sequence,
    }));
    const handler = new UpdateAccountCopyHandler(copies);
    const update = (name: string, sequence: number) =>
      handler.execute(new UpdateAccountCopy({ ...mina, name }, sequence));

    expect(await update('Mina', 1)).toBeUndefined();
    expect(await update('Mina Park', 3)).toBeUndefined();
    expect(await update('Mina Kim', 2)).toBe('stale');
    expect(await database.reader.findOneBy(AccountCopyRow, { id: 'mina' })).toMatchObject({
      name: 'Mina Park',
      sequence: 3,
    });
    await database.close();
  });
});
