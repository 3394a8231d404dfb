import { Injectable } from '@nestjs/common';
import { Database } from '#persistence';
import { Clock } from '#platform';
import { StoreTime } from '../ports/store-time.js';

/** On SQLite one process owns the file, so its own clock is the store's. */
@Injectable()
export class DatabaseTime extends StoreTime {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async now(): Promise<Date> {
    return this.database.dialect === 'sqlite' ? this.clock.now() : this.database.now();
  }
}
