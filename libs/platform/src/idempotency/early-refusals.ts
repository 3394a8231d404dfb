import { isDuplicateKey, storeInstant, Batcher, type Database } from '#persistence';
import { HttpProblem } from '../http/http-problem.js';
import type { Log } from '../log/log.js';
import { MAX_KEYS_PER_ACCOUNT } from '../settings/core-settings.js';
import type { Ids } from '../time/ids.js';
import { fingerprintOf, type IdempotentRequest } from './fingerprint.js';
import type { FingerprintKey } from './fingerprint-key.js';
import { RETENTION_MS } from './idempotency-record.js';
import { NO_LEASE, type StoredAnswer } from './idempotency-ticket.js';

interface Refusal {
  id: string;
  accountId: string;
  bodyHash: string;
  answer: StoredAnswer;
}

type Identity = Pick<Refusal, 'id' | 'accountId'>;

/** Maximum number of refusals that wait to be recorded; further requests acquire a lease like all others. */
const MAX_PENDING = 10_000;

/**
 * Final refusals that need no lease: sent at once, recorded in batches shortly afterwards. After a crash in between, the key is
 * unused and the next request with it is decided again, which is safe because a refusal has no effect.
 */
export class EarlyRefusals {
  private readonly pending = new Map<string, Refusal>();
  private readonly recording = new Set<Promise<void>>();
  private readonly keyChecks = new Batcher<Identity, boolean>((identities) => this.areNew(identities));
  private readonly writes = new Batcher<Refusal, void>((refusals) => this.insert(refusals));

  constructor(
    private readonly database: () => Database,
    private readonly ids: Ids,
    private readonly fingerprintKey: FingerprintKey,
    private readonly log: Log,
    private readonly maxPerAccount = MAX_KEYS_PER_ACCOUNT,
    private readonly retentionMs = RETENTION_MS,
  ) {}

  /** The response that is not recorded yet. @throws HttpProblem 422 IDEMPOTENCY_KEY_REUSED for another body */
  async pendingAnswerTo(request: IdempotentRequest): Promise<StoredAnswer | undefined> {
    if (this.pending.size === 0) return undefined;
    const { id, bodyHash } = await this.fingerprint(request);
    const found = this.pending.get(id);
    if (found && found.bodyHash !== bodyHash) throw new HttpProblem('IDEMPOTENCY_KEY_REUSED');
    return found?.answer;
  }

  /** Refuses the request with `answer`. @returns false if the key may already be in use or exceeds the limit of the account; the request must then acquire a lease */
  async refuse(request: IdempotentRequest, answer: StoredAnswer): Promise<boolean> {
    const { id, bodyHash } = await this.fingerprint(request);
    const refusal = { id, bodyHash, accountId: request.accountId, answer };
    if (this.pending.size >= MAX_PENDING || !(await this.keyChecks.add(refusal)) || this.pending.has(id)) return false;
    this.pending.set(id, refusal);
    const recorded = this.record(refusal).finally(() => this.recording.delete(recorded));
    this.recording.add(recorded);
    return true;
  }

  async drain(): Promise<void> {
    while (this.recording.size > 0) await Promise.all(this.recording);
  }

  private async record(refusal: Refusal): Promise<void> {
    try {
      await this.writes.add(refusal);
    } catch (error) {
      if (!isDuplicateKey(error)) this.log.warn('failed to record the refusal of a request', { error });
    } finally {
      this.pending.delete(refusal.id);
    }
  }

  private async fingerprint(request: IdempotentRequest) {
    return fingerprintOf(request, await this.fingerprintKey.value());
  }

  private async areNew(identities: Identity[]): Promise<boolean[]> {
    const { dialect } = this.database();
    const store = this.database().reader;
    const accounts = [...new Set(identities.map(({ accountId }) => accountId))];
    const found = await store.query<{ id: string }[]>(
      `SELECT id FROM idempotency_record WHERE id IN (${marks(identities)})`,
      identities.map(({ id }) => id),
    );
    const counted = await store.query<{ accountId: string; amount: number | string }[]>(
      `SELECT account_id AS accountId, COUNT(*) AS amount FROM idempotency_record
       WHERE account_id IN (${marks(accounts)}) AND expires_at > ${storeInstant(dialect)} GROUP BY account_id`,
      accounts,
    );
    const known = new Set(found.map(({ id }) => id));
    const amounts = new Map(counted.map(({ accountId, amount }) => [accountId, Number(amount)]));
    return identities.map(({ id, accountId }) => !known.has(id) && (amounts.get(accountId) ?? 0) < this.maxPerAccount);
  }

  /** A duplicate fails the whole batch; the rows are then inserted one by one. */
  private async insert(refusals: Refusal[]): Promise<void[]> {
    const { dialect } = this.database();
    const row = `(?, ?, ?, 'DONE', ?, ?, ?, ?, ?, ${storeInstant(dialect, this.retentionMs)})`;
    const sql = `INSERT INTO idempotency_record
      (id, account_id, body_hash, state, fence, lease_until, status, headers, body, expires_at)
      VALUES ${refusals.map(() => row).join(', ')}`;
    const values = refusals.flatMap(({ id, accountId, bodyHash, answer: { status, headers, body } }) => [
      ...[id, accountId, bodyHash, this.ids.next(), NO_LEASE],
      ...[status, JSON.stringify(headers), body],
    ]);
    await this.database().statement((manager) => manager.query(sql, values));
    return refusals.map(() => undefined);
  }
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
