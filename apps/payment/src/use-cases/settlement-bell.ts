import { Injectable } from '@nestjs/common';

/** Rung when a void or a refund has become due, so that nobody waits for the next round. */
@Injectable()
export class SettlementBell {
  private listener: () => void = () => undefined;

  onRing(listener: () => void): void {
    this.listener = listener;
  }

  ring(): void {
    this.listener();
  }
}
