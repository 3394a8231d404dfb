import { Injectable } from '@nestjs/common';

const KEPT = 10_000;
/** Payment's answer and its event come within a few milliseconds of each other. */
const ANSWER_WITHIN_MS = 100;

/** The payments by whose answers this process confirms registrations: their events have nothing left to do here. */
@Injectable()
export class OwnConfirmations {
  private readonly awaited = new Map<string, Promise<unknown>>();
  private readonly confirmed = new Set<string>();

  /** Runs `ask`, which asks for the money and acts on the answer. */
  async whileAsking<T>(paymentId: string, ask: () => Promise<T>): Promise<T> {
    const asked = ask();
    this.awaited.set(paymentId, asked);
    try {
      return await asked;
    } finally {
      this.awaited.delete(paymentId);
    }
  }

  /** Only after the confirmation has committed. */
  add(paymentId: string): void {
    this.confirmed.add(paymentId);
    if (this.confirmed.size <= KEPT) return;
    const [oldest] = this.confirmed;
    this.confirmed.delete(oldest!);
  }

  /** Whether this process has confirmed by this payment; an answer that is under way is waited for, a moment. */
  async has(paymentId: string): Promise<boolean> {
    const asked = this.awaited.get(paymentId);
    if (asked && !this.confirmed.has(paymentId)) await settledOr(asked, ANSWER_WITHIN_MS);
    return this.confirmed.has(paymentId);
  }
}

/** Resolves when `work` is over, whatever became of it, or after `ms` milliseconds. */
function settledOr(work: Promise<unknown>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const over = () => {
      clearTimeout(timer);
      resolve();
    };
    work.then(over, over);
  });
}
