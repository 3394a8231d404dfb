import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus, type Command } from '@nestjs/cqrs';
import { Recurring } from '#platform';
import { BATCH } from '../use-cases/batch.js';
import { CancelRegistrationsOfCanceledLectures } from '../use-cases/cancel-registrations-of-canceled-lectures.js';
import { ExpireHoldsOfClosedLectures } from '../use-cases/expire-holds-of-closed-lectures.js';
import { ExpireOverdueHolds } from '../use-cases/expire-overdue-holds.js';

/** How often is looked for overdue work, in milliseconds. */
export class SweepInterval {
  constructor(readonly ms: number) {}
}

/** The clock's policies: each looks at the store for what is overdue, so that none needs an event to go on after a restart. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap {
  constructor(
    private readonly recurring: Recurring,
    private readonly commands: CommandBus,
    private readonly interval: SweepInterval,
  ) {}

  onApplicationBootstrap(): void {
    this.sweep('expire-overdue-holds', () => new ExpireOverdueHolds());
    this.sweep('expire-holds-of-closed-lectures', () => new ExpireHoldsOfClosedLectures());
    this.sweep('cancel-registrations-of-canceled-lectures', () => new CancelRegistrationsOfCanceledLectures());
  }

  private sweep(name: string, oneBatch: () => Command<number>): void {
    this.recurring.every(this.interval.ms, name, async () => {
      const found = await this.commands.execute(oneBatch());
      return found >= BATCH ? 'again' : undefined;
    });
  }
}
