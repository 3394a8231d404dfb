import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Recurring } from '#platform';
import { CloseFinishedLectures } from '../use-cases/close-finished-lectures.js';

/** Milliseconds between two rounds. */
export class SweepInterval {
  constructor(readonly ms: number) {}
}

/** What lecture does unasked: it closes lectures when their last session is over. */
@Injectable()
export class Sweeps implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    private readonly recurring: Recurring,
    private readonly interval: SweepInterval,
  ) {}

  onApplicationBootstrap(): void {
    this.recurring.every(this.interval.ms, 'close finished lectures', () => this.close());
  }

  private async close(): Promise<void | 'again'> {
    if ((await this.commands.execute(new CloseFinishedLectures())) === 'more') return 'again';
  }
}
