import { createHash } from 'node:crypto';
import type { ViewDocument } from '#contracts';
import type { ChangeMark } from '../ports/views.js';

/** A document in the format that streams send, serialized once for all streams of its student. */
export interface StreamedDocument {
  registrationId: string;
  json: string;
  fingerprint: string;
}

export function streamed(document: ViewDocument): StreamedDocument {
  const json = JSON.stringify(document);
  const fingerprint = createHash('sha256').update(json).digest('base64');
  return { registrationId: document.registrationId, json, fingerprint };
}

export type FollowedEvent =
  { event: 'registration'; mark: ChangeMark; json: string } | { event: 'reset'; mark: ChangeMark };

/** Longer than the overlap in which the store returns a change again (`OVERLAP_MS`), so that one reset covers it. */
export const RESET_DELAY_MS = 4_000;

/** The pending events of one stream: the newest state of each changed registration, or one reset if too many have changed. */
export class Follower {
  private readonly sent = new Map<string, string>();
  private pending = new Map<string, StreamedDocument>();
  private resetDueAt?: number;
  private wake?: () => void;
  private endedBy?: 'replaced' | 'closed';
  /** The client has received every change up to this mark. */
  private resumeMark: ChangeMark;

  constructor(
    readonly studentId: string,
    public polledAt: ChangeMark,
    private readonly maxPending: number,
    private readonly onClose: (follower: Follower) => void,
  ) {
    this.resumeMark = polledAt;
  }

  get closed(): boolean {
    return this.endedBy !== undefined;
  }

  get replaced(): boolean {
    return this.endedBy === 'replaced';
  }

  get receivedUpTo(): ChangeMark {
    return this.resumeMark;
  }

  offer(documents: readonly StreamedDocument[], polledAt: ChangeMark): void {
    this.polledAt = polledAt;
    if (this.resetDueAt !== undefined) return;
    for (const document of documents) {
      const { registrationId, fingerprint } = document;
      this.pending.delete(registrationId);
      if (this.sent.get(registrationId) !== fingerprint) this.pending.set(registrationId, document);
    }
    if (this.pending.size > this.maxPending) return this.reset(polledAt, RESET_DELAY_MS);
    if (this.pending.size > 0) this.wake?.();
  }

  /** Schedules a reset, after which the client reads its registrations again, in `delayMs` milliseconds. */
  reset(polledAt: ChangeMark, delayMs = 0): void {
    this.polledAt = polledAt;
    this.resetDueAt ??= performance.now() + delayMs;
    this.pending.clear();
    this.sent.clear();
    this.wake?.();
  }

  async nextChange(ms: number): Promise<void> {
    const untilReset = (this.resetDueAt ?? Infinity) - performance.now();
    if (this.closed || untilReset <= 0 || this.pending.size > 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      // A timer may fire up to a millisecond early.
      timer = setTimeout(resolve, Math.ceil(Math.min(ms, untilReset)) + 1);
    });
    clearTimeout(timer);
  }

  /** Returns the pending changes and marks them as sent. Only the last event carries the new mark, because the connection may fail before it is sent. */
  drain(): FollowedEvent[] {
    if (this.resetDueAt !== undefined && performance.now() < this.resetDueAt) return [];
    const before = this.resumeMark;
    this.resumeMark = this.polledAt;
    if (this.resetDueAt !== undefined) {
      this.resetDueAt = undefined;
      return [{ event: 'reset', mark: this.resumeMark }];
    }
    const documents = [...this.pending.values()];
    this.pending.clear();
    return documents.map(({ registrationId, fingerprint, json }, n) => {
      this.sent.set(registrationId, fingerprint);
      const mark = n === documents.length - 1 ? this.resumeMark : before;
      return { event: 'registration', mark, json };
    });
  }

  close(reason: 'replaced' | 'closed' = 'closed'): void {
    if (this.closed) return;
    this.endedBy = reason;
    this.wake?.();
    this.onClose(this);
  }
}
