import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { affected, Database, exactlyOne, isDuplicateKey, VersionConflict } from '#persistence';
import type { LoginFailures } from '../domain/login-slow-down.js';
import { FailedLogins, type Guesser } from '../ports/failed-logins.js';
import { FailedLoginRow } from './failed-login.row.js';

@Injectable()
export class TypeormFailedLogins extends FailedLogins {
  constructor(private readonly database: Database) {
    super();
  }

  async of(guesser: Guesser): Promise<LoginFailures | undefined> {
    const row = await this.database.reader.findOneBy(FailedLoginRow, { guesser: digestOf(guesser) });
    return row === null ? undefined : failuresOf(row);
  }

  change(who: Guesser, decide: (failures: LoginFailures | undefined) => LoginFailures): Promise<LoginFailures> {
    const guesser = digestOf(who);
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

  async forget(guesser: Guesser): Promise<void> {
    await this.database.reader.delete(FailedLoginRow, { guesser: digestOf(guesser) });
  }

  async forgetBefore(instant: Date, limit: number): Promise<number> {
    const old = await this.database.reader.find(FailedLoginRow, { where: { lastAt: LessThan(instant) }, take: limit });
    if (old.length === 0) return 0;
    const where = { guesser: In(old.map((row) => row.guesser)), lastAt: LessThan(instant) };
    return affected(await this.database.reader.delete(FailedLoginRow, where));
  }
}

const failuresOf = ({ failures, lastAt }: FailedLoginRow): LoginFailures => ({ count: failures, lastAt });

const digestOf = ({ email, address }: Guesser): string =>
  createHash('sha256').update(`${email.toLowerCase()} ${address}`).digest('hex');

function asConflict(error: unknown): never {
  throw isDuplicateKey(error) ? new VersionConflict('a failed login') : error;
}
