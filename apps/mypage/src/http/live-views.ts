import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ViewDocument } from '#contracts';
import { JobRunner, Metrics, Shutdown } from '#platform';
import type { ChangeMark } from '../ports/views.js';
import { MyPageSettings } from '../settings.js';
import { ListViewChanges } from '../use-cases/list-view-changes.js';

/** Polls the changes for the students connected to this replica, whichever replica applied them. */
@Injectable()
export class LiveViews implements OnModuleInit {
  private readonly followers = new Set<Follower>();

  constructor(
    private readonly queries: QueryBus,
    private readonly settings: MyPageSettings,
    private readonly jobs: JobRunner,
    private readonly shutdown: Shutdown,
    metrics: Metrics,
  ) {
    metrics.gauge('sugang_live_streams', 'Open streams of My Page', [], (gauge) => gauge.set(this.followers.size));
  }

  onModuleInit(): void {
    this.jobs.every(this.settings.SUGANG_STREAM_POLL_MS, 'live-views', () => this.poll());
    this.shutdown.signal.addEventListener('abort', () => this.followers.forEach((follower) => follower.close()));
  }

  async follow(studentId: string, mark?: ChangeMark): Promise<Follower | undefined> {
    const start = mark ?? (await this.queries.execute(new ListViewChanges())).mark;
    const open = [...this.followers].filter((follower) => follower.studentId === studentId);
    if (open.length >= this.settings.SUGANG_STREAMS_PER_STUDENT) return undefined;
    const follower = new Follower(studentId, start, (closed) => this.followers.delete(closed));
    this.followers.add(follower);
    if (this.shutdown.hasBegun) follower.close();
    return follower;
  }

  private async poll(): Promise<void> {
    const groups = [...groupedBy(this.followers, ({ polledAt }) => polledAt)];
    if (groups.length === 0) return;
    const requests = groups.map(([since, followers]) => ({
      since,
      studentIds: [...new Set(followers.map(({ studentId }) => studentId))],
    }));
    const { mark, changes } = await this.queries.execute(new ListViewChanges(requests));
    for (const [n, [, followers]] of groups.entries()) {
      const byStudent = groupedBy(changes[n] ?? [], ({ studentId }) => studentId);
      for (const follower of followers) {
        const changed = byStudent.get(follower.studentId) ?? [];
        follower.offer(
          changed.map(({ document }) => document),
          mark,
        );
      }
    }
  }
}

function groupedBy<Item>(items: Iterable<Item>, key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

export interface FollowedChange {
  document: ViewDocument;
  mark: ChangeMark;
}

interface PendingChange {
  document: ViewDocument;
  fingerprint: string;
}

export class Follower {
  private readonly sent = new Map<string, string>();
  private pending = new Map<string, PendingChange>();
  private wake?: () => void;
  private resumeMark: ChangeMark;
  private isClosed = false;

  constructor(
    readonly studentId: string,
    public polledAt: ChangeMark,
    private readonly onClose: (follower: Follower) => void,
  ) {
    this.resumeMark = polledAt;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  offer(documents: readonly ViewDocument[], polledAt: ChangeMark): void {
    this.polledAt = polledAt;
    for (const document of documents) {
      const fingerprint = createHash('sha256').update(JSON.stringify(document)).digest('base64');
      this.pending.delete(document.registrationId);
      if (this.sent.get(document.registrationId) !== fingerprint)
        this.pending.set(document.registrationId, { document, fingerprint });
    }
    if (this.pending.size > 0) this.wake?.();
  }

  async nextChange(ms: number): Promise<void> {
    if (this.isClosed || this.pending.size > 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
  }

  /** Returns the pending changes as sent; only the last one has the new mark, because the stream may break off before it. */
  drain(): FollowedChange[] {
    const changes = [...this.pending.values()].map(({ document, fingerprint }) => {
      this.sent.set(document.registrationId, fingerprint);
      return { document, mark: this.resumeMark };
    });
    this.pending = new Map();
    this.resumeMark = this.polledAt;
    const last = changes.at(-1);
    if (last) last.mark = this.resumeMark;
    return changes;
  }

  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.wake?.();
    this.onClose(this);
  }
}
