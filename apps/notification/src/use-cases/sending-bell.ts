import { Injectable } from '@nestjs/common';

/** Rung when a message or an announcement has been stored, so that nobody waits for the next round. */
@Injectable()
export class SendingBell {
  private readonly listeners: (() => void)[] = [];

  onRing(listener: () => void): void {
    this.listeners.push(listener);
  }

  ring(): void {
    this.listeners.forEach((listener) => listener());
  }
}
