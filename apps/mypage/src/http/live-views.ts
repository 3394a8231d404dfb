import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { JobRunner, Metrics, Shutdown } from '#platform';
import type { ChangedRegistrations, ChangeMark } from '../ports/views.js';
import { MyPageSettings } from '../settings.js';
import { ListViewChanges, ShowChangedViews } from '../use-cases/list-view-changes.js';
import { Follower, RESET_DELAY_MS, streamed, type StreamedDocument } from './follower.js';

/** Maximum number of documents to read and serialize before yielding to the event loop. */
const SLICE = 25;

/** Polls for changes to the views of the students connected to this replica; any replica may have applied them. */
@Injectable()
export class LiveViews implements OnModuleInit {
  private readonly followers = new Set<Follower>();
  private readonly replaced;

  constructor(
    private readonly queries: QueryBus,
    private readonly settings: MyPageSettings,
    private readonly jobs: JobRunner,
    private readonly shutdown: Shutdown,
    metrics: Metrics,
  ) {
    metrics.gauge('sugang_live_streams', 'Open streams of My Page', [], (gauge) => gauge.set(this.followers.size));
    this.replaced = metrics.counter(
      'sugang_live_streams_replaced_total',
      'Streams closed because the student opened too many',
    );
  }

  onModuleInit(): void {
    this.jobs.every(this.settings.SUGANG_STREAM_POLL_MS, 'live-views', () => this.poll());
    this.shutdown.signal.addEventListener('abort', () => this.followers.forEach((follower) => follower.close()));
  }

  /** Ends the oldest stream of a student who has too many: its client may have stopped reading. */
  async follow(studentId: string, resumeFrom?: ChangeMark): Promise<Follower> {
    const requests = resumeFrom === undefined ? [] : [{ since: resumeFrom, studentIds: [studentId] }];
    const { mark, changes } = await this.queries.execute(new ListViewChanges(requests));
    const { SUGANG_STREAM_MAX_CHANGES: maxChanges, SUGANG_STREAMS_PER_STUDENT: maxStreams } = this.settings;
    const closed = (follower: Follower) => this.followers.delete(follower);
    const follower = new Follower(studentId, resumeFrom ?? mark, maxChanges, closed);
    if (changes[0] !== undefined) await this.offer([follower], changes[0], mark, 0);
    const open = [...this.followers].filter((other) => other.studentId === studentId);
    for (const oldest of open.slice(0, Math.max(0, open.length - maxStreams + 1))) {
      this.replaced.inc();
      oldest.close('replaced');
    }
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
    for (const [n, [, followers]] of groups.entries()) await this.offer(followers, changes[n]!, mark, RESET_DELAY_MS);
  }

  private async offer(
    followers: Follower[],
    changed: ChangedRegistrations,
    mark: ChangeMark,
    resetDelayMs: number,
  ): Promise<void> {
    if (changed === 'unknown') return followers.forEach((follower) => follower.reset(mark));
    const byStudent = groupedBy(changed, ({ studentId }) => studentId);
    const isTooMuch = ({ studentId }: Follower): boolean =>
      (byStudent.get(studentId)?.length ?? 0) > this.settings.SUGANG_STREAM_MAX_CHANGES;
    const tooMuch = new Set(followers.filter(isTooMuch).map(({ studentId }) => studentId));
    const documents = await this.read(changed.filter(({ studentId }) => !tooMuch.has(studentId)));
    for (const follower of followers) {
      if (tooMuch.has(follower.studentId)) follower.reset(mark, resetDelayMs);
      else follower.offer(documents.get(follower.studentId) ?? [], mark);
    }
  }

  private async read(changed: Exclude<ChangedRegistrations, 'unknown'>): Promise<Map<string, StreamedDocument[]>> {
    const found = new Map<string, StreamedDocument[]>();
    for (let n = 0; n < changed.length; n += SLICE) {
      const ids = changed.slice(n, n + SLICE).map(({ registrationId }) => registrationId);
      for (const { studentId, document } of await this.queries.execute(new ShowChangedViews(ids)))
        addTo(found, studentId, streamed(document));
      await setImmediate();
    }
    return found;
  }
}

function groupedBy<Item>(items: Iterable<Item>, key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) addTo(groups, key(item), item);
  return groups;
}

function addTo<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}
