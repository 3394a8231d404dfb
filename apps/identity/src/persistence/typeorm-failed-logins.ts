import { Injectable } from '@nestjs/common';
import { Column, Entity, In, LessThan, PrimaryColumn } from 'typeorm';
import { affected, Database, exactlyOne, InstantColumn, isDuplicateKey, VersionConflict } from '#persistence';
import type { LoginFailures } from '../domain/login-throttling.js';
import { FailedLogins } from '../ports/sessions.js';

@Entity('failed_logins')
export class FailedLoginRow {
  /** Keyed digest of the e-mail address and network: what was entered is not stored. */
  @PrimaryColumn({ type: 'char', length: 64 })
  guesser: string;

  @Column({ type: 'int' })
  failures: number;

  @InstantColumn({ name: 'last_at' })
  lastAt: Date;
}

@Injectable()
export class TypeormFailedLogins extends FailedLogins {
  constructor(private readonly database: Database) {
    super();
  }

  async of(guesser: string): Promise<LoginFailures | undefined> {
    const row = await this.database.reader.findOneBy(FailedLoginRow, { guesser });
    return row === null ? undefined : failuresOf(row);
  }

  change(guesser: string, decide: (failures: LoginFailures | undefined) => LoginFailures): Promise<LoginFailures> {
    return this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(FailedLoginRow, { guesser });
      const decided = decide(row === null ? undefined : failuresOf(row));
      const { count: failures, lastAt } = decided;
      if (row === null) {
        await manager.insert(FailedLoginRow, { guesser, failures, lastAt }).catch(asConflict);
      } else {
        const known = { guesser, failures: row.failures };
        exactlyOne(await manager.update(FailedLoginRow, known, { failures, lastAt }), 'a failed login');
      }
      return decided;
    });
  }

  async delete(guesser: string): Promise<void> {
    await this.database.reader.delete(FailedLoginRow, { guesser });
  }

  async deleteBefore(instant: Date, limit: number): Promise<number> {
    const old = await this.database.reader.find(FailedLoginRow, { where: { lastAt: LessThan(instant) }, take: limit });
    if (old.length === 0) return 0;
    const where = { guesser: In(old.map((row) => row.guesser)), lastAt: LessThan(instant) };
    return affected(await this.database.reader.delete(FailedLoginRow, where));
  }
}

const failuresOf = ({ failures, lastAt }: FailedLoginRow): LoginFailures => ({ count: failures, lastAt });

function asConflict(error: unknown): never {
  throw isDuplicateKey(error) ? new VersionConflict('a failed login') : error;
}
