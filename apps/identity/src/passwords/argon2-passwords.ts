import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { Semaphore } from 'async-mutex';
import { Rejection } from '#contracts';
import type { Metrics } from '#platform';
import { CommonPasswords, Passwords } from '../ports/passwords.js';

/** A setting for Argon2id that OWASP recommends (12 MiB, three passes): about 7 ms of one core. */
const COST = { memoryCost: 12_288, timeCost: 3, parallelism: 1 };

export interface HashingLimits {
  concurrency: number;
  queue: number;
}

// One core stays free for other work, and one thread of libuv's pool for the file system.
const LIMITS: HashingLimits = { concurrency: Math.max(1, Math.min(3, availableParallelism() - 1)), queue: 2_000 };

export class Argon2Passwords extends Passwords {
  private readonly semaphore: Semaphore;
  private queued = 0;

  private constructor(
    private readonly dummyHash: string,
    private readonly limits: HashingLimits,
  ) {
    super();
    this.semaphore = new Semaphore(limits.concurrency);
  }

  static async open(metrics: Metrics, limits = LIMITS): Promise<Argon2Passwords> {
    const passwords = new Argon2Passwords(await hash(randomBytes(32), COST), limits);
    metrics.gauge('sugang_passwords_waiting', 'Passwords that are queued to be hashed or verified', [], (gauge) =>
      gauge.set(passwords.waiting),
    );
    return passwords;
  }

  get waiting(): number {
    return this.queued;
  }

  hash(password: string): Promise<string> {
    return this.limited(() => hash(normalized(password), COST));
  }

  matches(password: string, passwordHash: string | undefined): Promise<boolean> {
    return this.limited(async () => {
      const same = await verify(passwordHash ?? this.dummyHash, normalized(password));
      return same && passwordHash !== undefined;
    });
  }

  private async limited<T>(work: () => Promise<T>): Promise<T> {
    if (!this.semaphore.isLocked()) return this.semaphore.runExclusive(work);
    if (this.queued >= this.limits.queue) {
      throw new Rejection('RATE_LIMITED', { variant: 'logins-busy', retryAfter: 5 });
    }
    this.queued += 1;
    return this.semaphore.runExclusive(() => {
      this.queued -= 1;
      return work();
    });
  }
}

/** Keyboards differ in how they compose Hangul and accents. */
const normalized = (password: string): string => password.normalize('NFKC');

/** The dictionary of zxcvbn: some 49,000 leaked passwords, loaded on first use. */
export class DictionaryCommonPasswords extends CommonPasswords {
  private loaded?: Promise<ReadonlySet<string>>;

  load(): Promise<ReadonlySet<string>> {
    this.loaded ??= import('@zxcvbn-ts/language-common').then(
      ({ dictionary }) => new Set(dictionary['passwords-common'].map((password) => password.toLowerCase())),
    );
    return this.loaded;
  }
}
