import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Rejection } from '#contracts';
import type { Metrics } from '#platform';
import { Passwords } from '../ports/passwords.js';
import { Lanes } from './lanes.js';

/** One of OWASP's equally strong settings for Argon2id, the library's default algorithm: 12 MiB, three passes, some 7 ms of one core. */
const COST = { memoryCost: 12_288, timeCost: 3, parallelism: 1 };

const LONGEST_LINE = 2_000;

const tooBusy = (): Rejection => new Rejection('RATE_LIMITED', { variant: 'logins-busy', retryAfter: 5 });

export class Argon2Passwords extends Passwords {
  // One core stays free for everything else, and a thread of the pool for the file system.
  private readonly lanes = new Lanes(Math.max(1, Math.min(3, availableParallelism() - 1)), LONGEST_LINE, tooBusy);

  private constructor(private readonly nobodysHash: string) {
    super();
  }

  static async open(metrics: Metrics): Promise<Argon2Passwords> {
    const passwords = new Argon2Passwords(await hash(randomBytes(32), COST));
    metrics.gauge('sugang_passwords_waiting', 'Passwords that wait to be hashed', [], (gauge) =>
      gauge.set(passwords.waiting),
    );
    return passwords;
  }

  get waiting(): number {
    return this.lanes.waiting;
  }

  hash(password: string): Promise<string> {
    return this.lanes.run(() => hash(typed(password), COST));
  }

  matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    return this.lanes.run(async () => {
      const same = await verify(passwordHash ?? this.nobodysHash, typed(password));
      return same && passwordHash !== undefined;
    });
  }
}

/** Keyboards differ in how they compose Hangul and accents; the person typed the same. */
const typed = (password: string): string => password.normalize('NFKC');
