import { Injectable } from '@nestjs/common';

/** What has become due: a message, or the next step of an announcement. */
export type Due = 'message' | 'announcement';

/** Rung when something has been stored that is due, so that nobody waits for the next round. */
@Injectable()
export class SendingBell {
  private readonly listeners: { due: Due; listener: () => void }[] = [];

  onRing(due: Due, listener: () => void): void {
    this.listeners.push({ due, listener });
  }

  ring(due: Due): void {
    for (const each of this.listeners) if (each.due === due) each.listener();
  }
}
