import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics, Recurring, Shutdown } from '#platform';
import { Views, type ChangeMark } from '../domain/views.js';
import { Follower } from './follower.js';

/** How live views are served. */
export class LiveRules {
  /**
   * @param pollMs pause between two looks at the store, while anybody is connected
   * @param heartbeatMs pause between two signs of life on a stream
   * @param mostPerStudent streams that one student may hold open at a time
   */
  constructor(
    readonly pollMs: number,
    readonly heartbeatMs: number,
    readonly mostPerStudent: number,
  ) {}
}

/** Looks into the store for the students who are connected here, whichever replica made the change. */
@Injectable()
export class LiveViews implements OnModuleInit {
  private readonly followers = new Set<Follower>();

  constructor(
    private readonly views: Views,
    private readonly rules: LiveRules,
    private readonly recurring: Recurring,
    private readonly shutdown: Shutdown,
    metrics: Metrics,
  ) {
    metrics.gauge('sugang_live_streams', 'Open streams of My Page', [], (gauge) => gauge.set(this.followers.size));
  }

  onModuleInit(): void {
    this.recurring.every(this.rules.pollMs, 'live-views', () => this.look());
    this.shutdown.signal.addEventListener('abort', () => this.followers.forEach((follower) => follower.close()));
  }

  /** Begins to follow a student's documents, from `mark` or from now; undefined when they hold enough streams open. */
  async follow(studentId: string, mark?: ChangeMark): Promise<Follower | undefined> {
    const follower = new Follower(studentId, mark ?? (await this.views.mark()), (one) => this.followers.delete(one));
    if (this.of(studentId).length >= this.rules.mostPerStudent) return undefined;
    this.followers.add(follower);
    if (this.shutdown.hasBegun) follower.close();
    return follower;
  }

  private of(studentId: string): Follower[] {
    return [...this.followers].filter((follower) => follower.studentId === studentId);
  }

  /** One question for all who have seen the same: nearly always one question in all. */
  private async look(): Promise<void> {
    const groups = grouped(this.followers, ({ lookedAt }) => lookedAt);
    if (groups.size === 0) return;
    const mark = await this.views.mark();
    for (const [since, followers] of groups) {
      const students = [...new Set(followers.map(({ studentId }) => studentId))];
      const changes = grouped(await this.views.changedSince(since, students), ({ studentId }) => studentId);
      for (const follower of followers) {
        follower.lookedAt = mark;
        follower.offer((changes.get(follower.studentId) ?? []).map(({ document }) => document));
      }
    }
  }
}

function grouped<Item>(items: Iterable<Item>, by: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return groups;
}
