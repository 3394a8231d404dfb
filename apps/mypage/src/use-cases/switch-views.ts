import { Injectable } from '@nestjs/common';
import { Log } from '#platform';
import { Views } from '../domain/views.js';

/** Shows the rebuilt views as soon as nothing is missing in them. */
@Injectable()
export class SwitchViews {
  private readonly log: Log;

  constructor(
    private readonly views: Views,
    log: Log,
  ) {
    this.log = log.for('rebuild');
  }

  async whenComplete(): Promise<void> {
    // At a level that is always printed: an operator waits for it.
    if (await this.views.switchWhenComplete()) this.log.warn('the views were rebuilt and switched');
  }
}
