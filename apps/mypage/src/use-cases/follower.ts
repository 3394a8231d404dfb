import { createHash } from 'node:crypto';
import type { ViewDocument } from '#contracts';
import type { ChangeMark } from '../domain/views.js';

/** A change for a follower. A stream that breaks off after it goes on from `mark` without missing one. */
export interface FollowedChange {
  document: ViewDocument;
  mark: ChangeMark;
}

interface Waiting {
  document: ViewDocument;
  fingerprint: string;
}

/** One connected page of a student: what it has been shown, and what waits to be shown. */
export class Follower {
  private readonly shown = new Map<string, string>();
  private waiting = new Map<string, Waiting>();
  private wake?: () => void;
  private taken: ChangeMark;
  private over = false;

  /** @param lookedAt the follower has seen everything up to here */
  constructor(
    readonly studentId: string,
    public lookedAt: ChangeMark,
    private readonly onClose: (follower: Follower) => void,
  ) {
    this.taken = lookedAt;
  }

  get closed(): boolean {
    return this.over;
  }

  /** Puts documents aside to be shown, the newest state of each; what was shown already is not shown again. */
  offer(documents: readonly ViewDocument[]): void {
    for (const document of documents) {
      const fingerprint = createHash('sha256').update(JSON.stringify(document)).digest('base64');
      this.waiting.delete(document.registrationId);
      if (this.shown.get(document.registrationId) !== fingerprint)
        this.waiting.set(document.registrationId, { document, fingerprint });
    }
    if (this.waiting.size > 0) this.wake?.();
  }

  /** Resolves when something waits to be shown, when the follower is closed, or after `ms` milliseconds. */
  async news(ms: number): Promise<void> {
    if (this.over || this.waiting.size > 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  /** Everything that waits; only the last change carries the new mark, since a stream may break off before it. */
  take(): FollowedChange[] {
    const changes = [...this.waiting.values()].map(({ document, fingerprint }) => {
      this.shown.set(document.registrationId, fingerprint);
      return { document, mark: this.taken };
    });
    this.waiting = new Map();
    this.taken = this.lookedAt;
    const last = changes.at(-1);
    if (last) last.mark = this.taken;
    return changes;
  }

  close(): void {
    if (this.over) return;
    this.over = true;
    this.wake?.();
    this.onClose(this);
  }
}
