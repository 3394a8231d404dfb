import type { Provider } from '@nestjs/common';
import { Database } from '#persistence';
import { Log } from '../log/log.js';
import { Clock } from './clock.js';

const READ_EVERY_MS = 1_000;
const TOLERANCE_MS = 10;

/** The instant that a reading of the store's clock gave, and where the process's monotonic clock was then, in milliseconds. */
interface Reading {
  instant: number;
  at: number;
  uncertainty: number;
}

/**
 * The clock of the service's store, which all replicas share. It is read once a second; in between, the process's monotonic
 * clock advances it. So `now` costs no statement, and a process whose own clock is wrong or adjusted decides like the others.
 */
export class StoreClock extends Clock {
  private readonly timer: NodeJS.Timeout;
  private refreshing: Promise<void> | undefined;

  private constructor(
    private readonly database: Database,
    private readonly log: Log,
    private reading: Reading,
  ) {
    super();
    this.timer = setInterval(() => void (this.refreshing ??= this.refresh()), READ_EVERY_MS).unref();
  }

  /** @throws when the store cannot be reached */
  static async of(database: Database, log: Log): Promise<StoreClock> {
    return new StoreClock(database, log, await read(database));
  }

  now(): Date {
    return new Date(this.reading.instant + Math.round(performance.now() - this.reading.at));
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.refreshing;
  }

  /** A reading that agrees within its uncertainty changes nothing, so that the clock does not jitter. */
  private async refresh(): Promise<void> {
    try {
      const reading = await read(this.database);
      const difference = Math.abs(reading.instant - (this.reading.instant + reading.at - this.reading.at));
      if (difference > reading.uncertainty + TOLERANCE_MS) this.reading = reading;
    } catch (error) {
      this.log.debug('the clock of the store could not be read; it continues from the last reading', { error });
    } finally {
      this.refreshing = undefined;
    }
  }
}

async function read(database: Database): Promise<Reading> {
  const from = performance.now();
  const instant = (await database.now()).getTime();
  const uncertainty = (performance.now() - from) / 2;
  return { instant, at: from + uncertainty, uncertainty };
}

/** Provides `Clock` in the module of a service whose replicas compete by time. @param clock the clock of a test */
export const storeClock = (clock?: Clock): Provider => ({
  provide: Clock,
  inject: [Database, Log],
  useFactory: (database: Database, log: Log) => clock ?? StoreClock.of(database, log),
});
