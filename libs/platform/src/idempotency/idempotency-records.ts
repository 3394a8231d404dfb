import { affected, isDuplicateKey, type Database } from '#persistence';
import { In, LessThan } from 'typeorm';
import { HttpProblem } from '../http/http-problem.js';
import type { JobResult } from '../lifecycle/job-runner.js';
import type { Clock } from '../time/clock.js';
import type { Ids } from '../time/ids.js';
import { fingerprintOf, type IdempotentRequest } from './fingerprint.js';
import { IdempotencyRecord } from './idempotency-record.js';
import { inProgress, OpenTicket, RETENTION_MS, type StoredAnswer } from './idempotency-ticket.js';

/** How long a request is reserved for the process that works on it; afterwards a retry may take it over. */
const LEASE_MS = 30_000;
const BATCH_SIZE = 500;

export class IdempotencyRecords {
  constructor(
    private readonly database: () => Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @throws HttpProblem 422 IDEMPOTENCY_KEY_REUSED for another body, 409 REQUEST_IN_PROGRESS while the request is being executed */
  async begin(request: IdempotentRequest): Promise<OpenTicket | StoredAnswer> {
    const fresh = this.fresh(request);
    try {
      await this.database().statement((manager) => manager.insert(IdempotencyRecord, fresh));
      return this.ticket(fresh);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return this.database().transaction(() => this.findOrTakeOver(fresh));
  }

  /** Releases the leases of the previous process on SQLite, whose file belongs to one process at a time. */
  async releaseLeases(): Promise<void> {
    const { dialect, reader } = this.database();
    if (dialect !== 'sqlite') return;
    await reader.update(IdempotencyRecord, { state: 'IN_PROGRESS' }, { leaseUntil: new Date(0) });
  }

  async deleteExpired(): Promise<JobResult> {
    const expired = await this.database().reader.find(IdempotencyRecord, {
      select: { id: true },
      where: { expiresAt: LessThan(this.clock.now()) },
      take: BATCH_SIZE,
    });
    if (expired.length === 0) return 'done';
    await this.database().transaction(({ manager }) =>
      manager.delete(IdempotencyRecord, {
        id: In(expired.map(({ id }) => id)),
        expiresAt: LessThan(this.clock.now()),
      }),
    );
    return expired.length === BATCH_SIZE ? 'more' : 'done';
  }

  private async findOrTakeOver(fresh: IdempotencyRecord): Promise<OpenTicket | StoredAnswer> {
    const found = await this.database().manager.findOneBy(IdempotencyRecord, { id: fresh.id });
    const now = this.clock.now();
    if (!found) throw inProgress();
    if (found.expiresAt <= now) return this.takeOver(found, fresh);
    if (found.bodyHash !== fresh.bodyHash) throw new HttpProblem('IDEMPOTENCY_KEY_REUSED');
    if (found.state === 'DONE') return storedAnswer(found);
    if (found.fence === fresh.fence) return this.ticket(fresh);
    if (found.leaseUntil > now) throw inProgress();
    return this.takeOver(found, { ...fresh, resourceId: found.resourceId });
  }

  private async takeOver({ id, fence }: IdempotencyRecord, fresh: IdempotencyRecord): Promise<OpenTicket> {
    const taken = await this.database().manager.update(IdempotencyRecord, { id, fence }, fresh);
    if (affected(taken) === 0) throw inProgress();
    return this.ticket(fresh);
  }

  private fresh(request: IdempotentRequest): IdempotencyRecord {
    const now = this.clock.now().getTime();
    return {
      ...fingerprintOf(request),
      state: 'IN_PROGRESS',
      fence: this.ids.next(),
      leaseUntil: new Date(now + LEASE_MS),
      resourceId: null,
      status: null,
      headers: null,
      body: null,
      expiresAt: new Date(now + RETENTION_MS),
    };
  }

  private ticket({ id, fence, resourceId }: IdempotencyRecord): OpenTicket {
    return new OpenTicket(this.database(), this.clock, { id, fence }, resourceId ?? undefined);
  }
}

const storedAnswer = ({ status, headers, body }: IdempotencyRecord): StoredAnswer => ({
  status: status!,
  headers: JSON.parse(headers!) as Record<string, string>,
  body: body!,
});
