import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Recurring } from '#platform';
import { Views } from '../domain/views.js';

const EVERY_MS = 5_000;
const AT_A_TIME = 500;

/** Deletes what a switch or a given-up rebuild has left behind, a little at a time, so that readers hardly notice. */
@Injectable()
export class ClearAbandonedViews implements OnModuleInit {
  constructor(
    private readonly views: Views,
    private readonly recurring: Recurring,
  ) {}

  onModuleInit(): void {
    this.recurring.every(EVERY_MS, 'clear-abandoned-views', async () => {
      if ((await this.views.clearAbandoned(AT_A_TIME)) > 0) return 'again';
    });
  }
}
