import { randomUUID } from 'node:crypto';
import type { RecentEvent, ServiceReport } from '#contracts';
import type { Readiness } from '../health/readiness.js';
import type { Log } from '../log/log.js';
import { buildVersion } from '../service/build-version.js';
import { withTimeout } from '../time/with-timeout.js';

export type StatusPart = Pick<ServiceReport, 'outbox' | 'queue' | 'lag' | 'calls'>;

/** Newest first, at most `limit`, older than `before` (an id). */
export type ReadRecentEvents = (limit: number, before?: string) => Promise<RecentEvent[]>;

/** A part that hangs, such as one that asks an unreachable broker, must not hide the others. */
const PART_TIMEOUT_MS = 1_000;

/** What this process reports about itself to operators. Libraries and apps add their parts on startup. */
export class ServiceStatus {
  private readonly parts: (() => StatusPart | Promise<StatusPart>)[] = [];
  private readonly instance = randomUUID();
  private readonly startedAt = new Date().toISOString();
  recentEvents: ReadRecentEvents = async () => [];

  constructor(
    private readonly service: string,
    private readonly readiness: Readiness,
    private readonly log: Log,
  ) {}

  add(part: () => StatusPart | Promise<StatusPart>): void {
    this.parts.push(part);
  }

  /** A part that fails or takes longer than one second is absent. */
  async report(): Promise<ServiceReport> {
    const { service, instance, startedAt } = this;
    const [{ status, details }, ...parts] = await Promise.all([
      this.readiness.report(),
      ...this.parts.map((part) => this.read(part)),
    ]);
    return {
      service,
      state: status === 'ok' ? 'READY' : 'NOT_READY',
      instance,
      version: buildVersion,
      startedAt,
      checks: Object.entries(details).map(([name, check]) => ({ name, passes: check.status === 'up' })),
      ...parts.reduce((all, part) => ({ ...all, ...part }), {}),
    };
  }

  private async read(part: () => StatusPart | Promise<StatusPart>): Promise<StatusPart> {
    try {
      return await withTimeout(Promise.resolve(part()), PART_TIMEOUT_MS, 'no response within a second');
    } catch (error) {
      this.log.debug('a part of the status could not be read', { error });
      return {};
    }
  }
}
