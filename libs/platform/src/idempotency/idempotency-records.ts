import { affected, Batcher, isDuplicateKey, storeInstant, type Database } from '#persistence';
import { In } from 'typeorm';
import { HttpProblem } from '../http/http-problem.js';
import type { JobResult } from '../lifecycle/job-runner.js';
import { MAX_KEYS_PER_ACCOUNT } from '../settings/core-settings.js';
import type { Ids } from '../time/ids.js';
import { earlierBodyHashOf, fingerprintOf, type IdempotentRequest } from './fingerprint.js';
import type { FingerprintKey } from './fingerprint-key.js';
import { IdempotencyRecord, RETENTION_MS } from './idempotency-record.js';
import {
  inProgress,
  NO_LEASE,
  OpenTicket,
  writeTickets,
  type StoredAnswer,
  type TicketWrite,
} from './idempotency-ticket.js';

/** How long a request is reserved for the process that works on it; afterwards a retry may take it over. */
const LEASE_MS = 30_000;
/** Small corrections of the store's clock must not end a lease. */
const TOLERANCE_MS = 1_000;
const BATCH_SIZE = 500;

/** A request for the lease of an idempotency key. */
interface Applicant {
  id: string;
  bodyHash: string;
  fence: string;
  request: IdempotentRequest;
}

type FoundRecord = Pick<IdempotencyRecord, 'bodyHash' | 'state' | 'fence' | 'resourceId'> &
  Pick<IdempotencyRecord, 'status' | 'headers' | 'body'> & { expired: 0 | 1; leased: 0 | 1 };

/** Leases and expiry are measured on the store's clock only, because the clocks of replicas differ. */
export class IdempotencyRecords {
  private readonly inserts = new Batcher<Applicant, boolean>((applicants) => this.insertAll(applicants), {
    keysOf: ({ id, request }) => [id, request.accountId],
    batchesInFlight: 2,
  });
  private readonly writes = new Batcher<TicketWrite, void>((writes) => this.writeAll(writes), { batchesInFlight: 2 });

  constructor(
    private readonly database: () => Database,
    private readonly ids: Ids,
    private readonly fingerprintKey: FingerprintKey,
    private readonly maxPerAccount = MAX_KEYS_PER_ACCOUNT,
    private readonly leaseMs = LEASE_MS,
    /** How long a response can be replayed, from the start of the last execution. */
    private readonly retentionMs = RETENTION_MS,
  ) {}

  /**
   * @throws HttpProblem 422 IDEMPOTENCY_KEY_REUSED for another body, 409 REQUEST_IN_PROGRESS while the request is being executed,
   * 429 RATE_LIMITED for a new key of an account that has the maximum
   */
  async begin(request: IdempotentRequest): Promise<OpenTicket | StoredAnswer> {
    const fingerprint = fingerprintOf(request, await this.fingerprintKey.value());
    const applicant = { ...fingerprint, fence: this.ids.next(), request };
    const isNew = await (this.database().insideTransaction ? this.insert(applicant) : this.inserts.add(applicant));
    if (isNew) return this.ticket(applicant);
    const found = await this.find(applicant.id);
    if (!found) throw tooManyKeys(this.maxPerAccount);
    const known = this.answerTo(applicant, found);
    return known ?? this.database().transaction(() => this.takeOver(applicant));
  }

  /** Releases the leases of the previous process on SQLite, whose file belongs to one process at a time. */
  async releaseLeases(): Promise<void> {
    const { dialect, reader } = this.database();
    if (dialect !== 'sqlite') return;
    const free = { leaseUntil: NO_LEASE, fence: this.ids.next() };
    await reader.update(IdempotencyRecord, { state: 'IN_PROGRESS' }, free);
  }

  async deleteExpired(count: (deleted: number) => void = () => undefined): Promise<JobResult> {
    const { dialect, reader } = this.database();
    const expired = await reader.query<{ id: string }[]>(
      `SELECT id FROM idempotency_record WHERE expires_at <= ${storeInstant(dialect)} LIMIT ${BATCH_SIZE}`,
    );
    if (expired.length === 0) {
      count(0);
      return 'done';
    }
    const deleted = await this.database().transaction(({ manager }) =>
      manager
        .createQueryBuilder()
        .delete()
        .from(IdempotencyRecord)
        .where({ id: In(expired.map(({ id }) => id)) })
        .andWhere(`expires_at <= ${storeInstant(dialect)}`)
        .execute(),
    );
    count(affected(deleted));
    return expired.length === BATCH_SIZE ? 'more' : 'done';
  }

  /** Reads without a lock, so that a retry never waits for an open transaction of the holder. */
  private async insertAll(applicants: Applicant[]): Promise<boolean[]> {
    const [first] = applicants;
    if (first && applicants.length === 1) return [await this.insert(first)];
    const { dialect, reader } = this.database();
    const ids = applicants.map(({ id }) => id);
    const accounts = applicants.map(({ request }) => request.accountId);
    const found = await reader.query<{ id: string }[]>(
      `SELECT id FROM idempotency_record WHERE id IN (${marks(ids)})`,
      ids,
    );
    const full = await reader.query<{ id: string }[]>(
      `SELECT account_id AS id FROM idempotency_record WHERE account_id IN (${marks(accounts)})
        AND expires_at > ${storeInstant(dialect)} GROUP BY account_id HAVING COUNT(*) >= ?`,
      [...accounts, this.maxPerAccount],
    );
    const excluded = new Set([...found, ...full].map(({ id }) => id));
    const isNew = applicants.map(({ id, request }) => !excluded.has(id) && !excluded.has(request.accountId));
    await this.insertRows(applicants.filter((_, index) => isNew[index]));
    return isNew;
  }

  private async insertRows(applicants: Applicant[]): Promise<void> {
    if (applicants.length === 0) return;
    const { dialect } = this.database();
    const row = `(?, ?, ?, 'IN_PROGRESS', ?, ${storeInstant(dialect, this.leaseMs)}, ${storeInstant(dialect, this.retentionMs)})`;
    const sorted = applicants.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const values = sorted.flatMap(({ id, bodyHash, fence, request }) => [id, request.accountId, bodyHash, fence]);
    await this.database().statement((manager) =>
      manager.query(
        `INSERT INTO idempotency_record (id, account_id, body_hash, state, fence, lease_until, expires_at)
          VALUES ${sorted.map(() => row).join(', ')}`,
        values,
      ),
    );
  }

  private readonly write = (write: TicketWrite): Promise<void> =>
    this.database().insideTransaction ? write.ticket.writeAlone(write.changes) : this.writes.add(write);

  /** @throws when one of the tickets has lost its lease: they then write one by one */
  private async writeAll(writes: TicketWrite[]): Promise<void[]> {
    const [first] = writes;
    if (first && writes.length === 1) await first.ticket.writeAlone(first.changes);
    else await this.database().batch(({ manager }) => writeTickets(manager, writes));
    return writes.map(() => undefined);
  }

  /**
   * One statement, because it precedes every request. It reads without a lock, so a retry never waits for an open transaction of the holder.
   * @returns whether the key was new and within the limit of the account
   */
  private async insert({ id, bodyHash, fence, request: { accountId } }: Applicant): Promise<boolean> {
    const { dialect } = this.database();
    const now = storeInstant(dialect);
    const sql = `INSERT INTO idempotency_record (id, account_id, body_hash, state, fence, lease_until, expires_at)
      SELECT ?, ?, ?, 'IN_PROGRESS', ?, ${storeInstant(dialect, this.leaseMs)}, ${storeInstant(dialect, this.retentionMs)}
      FROM (SELECT 1 AS one) AS single
      WHERE NOT EXISTS (SELECT 1 FROM idempotency_record WHERE id = ?)
        AND (SELECT COUNT(*) FROM idempotency_record WHERE account_id = ? AND expires_at > ${now}) < ?
      ${dialect === 'sqlite' ? 'RETURNING id' : ''}`;
    const values = [id, accountId, bodyHash, fence, id, accountId, this.maxPerAccount];
    try {
      return wasInserted(await this.database().statement((manager) => manager.query<unknown>(sql, values)));
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** What a record means for the request; undefined when the request may take it over. */
  private answerTo(applicant: Applicant, found: FoundRecord): OpenTicket | StoredAnswer | undefined {
    if (found.expired) return undefined;
    if (found.bodyHash !== applicant.bodyHash && !this.earlierHashesOf(applicant.request).includes(found.bodyHash))
      throw new HttpProblem('IDEMPOTENCY_KEY_REUSED');
    if (found.state === 'DONE') return storedAnswer(found);
    if (found.fence === applicant.fence) return this.ticket(applicant);
    if (found.leased) throw inProgress();
    return undefined;
  }

  private earlierHashesOf(request: IdempotentRequest): string[] {
    const { previous } = this.fingerprintKey;
    return [earlierBodyHashOf(request), ...(previous ? [fingerprintOf(request, previous).bodyHash] : [])];
  }

  /** Decides on the locked record: one that is being written now is not found, so it is in progress. */
  private async takeOver(applicant: Applicant): Promise<OpenTicket | StoredAnswer> {
    const found = await this.find(applicant.id, this.skipLocked);
    if (!found) throw inProgress();
    const known = this.answerTo(applicant, found);
    if (known) return known;
    const { dialect, manager } = this.database();
    const { id, bodyHash, fence, request } = applicant;
    const resourceId = found.expired ? null : found.resourceId;
    const taken = await manager.update(
      IdempotencyRecord,
      { id, fence: found.fence },
      {
        ...{ accountId: request.accountId, bodyHash, state: 'IN_PROGRESS', fence, resourceId },
        ...{ status: null, headers: null, body: null },
        leaseUntil: () => storeInstant(dialect, this.leaseMs),
        expiresAt: () => storeInstant(dialect, this.retentionMs),
      },
    );
    if (affected(taken) === 0) throw inProgress();
    return this.ticket(applicant, resourceId);
  }

  private async find(id: string, lock = ''): Promise<FoundRecord | undefined> {
    const { dialect, reader } = this.database();
    const now = storeInstant(dialect);
    // A lease that would last longer than its full length was granted before the store's clock was set back: it has ended.
    const sql = `SELECT body_hash AS bodyHash, state, fence, resource_id AS resourceId, status, headers, body,
        expires_at <= ${now} AS expired,
        lease_until > ${now} AND lease_until <= ${storeInstant(dialect, this.leaseMs + TOLERANCE_MS)} AS leased
      FROM idempotency_record WHERE id = ? ${lock}`;
    const [found] = await reader.query<FoundRecord[]>(sql, [id]);
    return found;
  }

  private get skipLocked(): string {
    return this.database().dialect === 'mysql' ? 'FOR UPDATE SKIP LOCKED' : '';
  }

  private ticket({ id, fence }: Applicant, resourceId?: string | null): OpenTicket {
    return new OpenTicket(this.database(), this.ids, this.write, id, fence, resourceId ?? undefined);
  }
}

const marks = (values: unknown[]): string => values.map(() => '?').join(', ');

const storedAnswer = ({ status, headers, body }: FoundRecord): StoredAnswer => ({
  status: status!,
  headers: JSON.parse(headers!) as Record<string, string>,
  body: body!,
});

/** The rows that SQLite returned, or MySQL's count. */
const wasInserted = (result: unknown): boolean =>
  Array.isArray(result) ? result.length > 0 : (result as { affectedRows: number }).affectedRows > 0;

const tooManyKeys = (limit: number): HttpProblem =>
  new HttpProblem('RATE_LIMITED', {
    variant: 'idempotency-keys',
    values: { limit },
    headers: { 'retry-after': '600' },
  });
