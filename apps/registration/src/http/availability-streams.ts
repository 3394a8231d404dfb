import { Injectable, type OnModuleInit } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { Rejection, type Availability } from '#contracts';
import { HttpProblem, JobRunner, Metrics, networkOf, Shutdown, unavailable } from '#platform';
import { RegistrationSettings } from '../settings.js';
import { FindAvailability } from '../use-cases/find-availability.js';

const BATCH = 100;
const RETRY_AFTER_SECONDS = 10;

/** One open stream. A slow client gets only the newest availability. */
export class Viewer {
  private pending?: string;
  private wake?: () => void;
  private left = false;

  constructor(private readonly onClose: () => void) {}

  get closed(): boolean {
    return this.left;
  }

  offer(availability: string): void {
    this.pending = availability;
    this.wake?.();
  }

  /** The newest availability that has not been returned yet; undefined if there is none within `ms`. */
  async next(ms: number): Promise<string | undefined> {
    if (this.pending === undefined && !this.left) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        timer = setTimeout(resolve, Math.max(0, ms));
      });
      clearTimeout(timer);
    }
    const availability = this.pending;
    this.pending = undefined;
    return availability;
  }

  close(): void {
    if (this.left) return;
    this.left = true;
    this.wake?.();
    this.onClose();
  }
}

interface Feed {
  viewers: Set<Viewer>;
  /** The initial read, shared by all viewers who arrive before it completes. */
  first: Promise<Availability | undefined>;
  latest?: string;
}

/** Polls the seats of the lectures with open streams at this replica, 100 lectures per read, for all viewers together. */
@Injectable()
export class AvailabilityStreams implements OnModuleInit {
  private readonly feeds = new Map<string, Feed>();
  private readonly openByNetwork = new Map<string, number>();
  private open = 0;
  private readonly refused;

  constructor(
    private readonly queries: QueryBus,
    private readonly settings: RegistrationSettings,
    private readonly jobs: JobRunner,
    private readonly shutdown: Shutdown,
    metrics: Metrics,
  ) {
    metrics.gauge('sugang_availability_streams', 'Open streams of availability', [], (gauge) => gauge.set(this.open));
    this.refused = metrics.counter(
      'sugang_availability_streams_refused_total',
      'Streams of availability refused because too many are open',
      ['limit'],
    );
  }

  onModuleInit(): void {
    this.jobs.every(this.settings.SUGANG_STREAM_POLL_MS, 'availability-streams', () => this.poll());
    this.shutdown.signal.addEventListener('abort', () => {
      for (const { viewers } of this.feeds.values()) viewers.forEach((viewer) => viewer.close());
    });
  }

  /** @throws HttpProblem 429 or 503 when too many streams are open; Rejection LECTURE_UNKNOWN */
  async watch(lectureId: string, address: string): Promise<Viewer> {
    const release = this.admit(networkOf(address));
    const feed = this.feedOf(lectureId);
    const viewer = new Viewer(() => {
      release();
      feed.viewers.delete(viewer);
      if (feed.viewers.size === 0) this.feeds.delete(lectureId);
    });
    feed.viewers.add(viewer);
    try {
      const first = await feed.first;
      if (!first) throw new Rejection('LECTURE_UNKNOWN');
      feed.latest ??= JSON.stringify(first);
      viewer.offer(feed.latest);
    } catch (error) {
      viewer.close();
      throw error;
    }
    if (this.shutdown.hasBegun) viewer.close();
    return viewer;
  }

  private admit(network: string): () => void {
    const ofNetwork = this.openByNetwork.get(network) ?? 0;
    if (ofNetwork >= this.settings.SUGANG_AVAILABILITY_STREAMS_PER_NETWORK) {
      this.refused.inc({ limit: 'network' });
      throw new HttpProblem('RATE_LIMITED', {
        variant: 'streams',
        values: { seconds: RETRY_AFTER_SECONDS },
        headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
      });
    }
    if (this.open >= this.settings.SUGANG_AVAILABILITY_STREAMS) {
      this.refused.inc({ limit: 'total' });
      throw unavailable('busy', RETRY_AFTER_SECONDS);
    }
    this.open += 1;
    this.openByNetwork.set(network, ofNetwork + 1);
    return () => {
      this.open -= 1;
      const left = this.openByNetwork.get(network)! - 1;
      if (left > 0) this.openByNetwork.set(network, left);
      else this.openByNetwork.delete(network);
    };
  }

  private feedOf(lectureId: string): Feed {
    const known = this.feeds.get(lectureId);
    if (known) return known;
    const first = this.queries.execute(new FindAvailability([lectureId])).then(([availability]) => availability);
    const feed: Feed = { viewers: new Set(), first };
    this.feeds.set(lectureId, feed);
    return feed;
  }

  private async poll(): Promise<void> {
    const ids = [...this.feeds.keys()];
    for (let n = 0; n < ids.length; n += BATCH) {
      const found = await this.queries.execute(new FindAvailability(ids.slice(n, n + BATCH)));
      for (const availability of found) this.update(availability);
    }
  }

  private update(availability: Availability): void {
    const feed = this.feeds.get(availability.lectureId);
    const json = JSON.stringify(availability);
    if (!feed || feed.latest === json) return;
    feed.latest = json;
    feed.viewers.forEach((viewer) => viewer.offer(json));
  }
}
