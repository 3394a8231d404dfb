import { Batcher, Database, isStoreFault, type ConnectionUse } from '#persistence';
import type { Part } from '../domain/part.js';
import type { TimelessDocument } from '../domain/view-document.js';
import {
  Views,
  type ChangedRegistrations,
  type CancellationCounts,
  type ChangeMark,
  type Overview,
  type ResyncOrigin,
  type ViewChange,
  type ViewPosition,
  type ViewsQuery,
} from '../ports/views.js';
import { markOf } from './change-marks.js';
import { CreateViews1772000000000 } from './migrations/1772000000000-create-views.js';
import { CreateStreamTickets1797000000000 } from './migrations/1797000000000-create-stream-tickets.js';
import { clearGeneration, recordEmitted, openGeneration, switchGenerations } from './sqlite/generations.js';
import { saveParts, type PartWrite } from './sqlite/parts.js';
import { readCancellation } from './sqlite/read-cancellation.js';
import { currentMoment, readByIds, readChanges } from './sqlite/read-changes.js';
import { readDocuments, readOverview } from './sqlite/read-documents.js';
import { SqliteStreamTickets } from './sqlite/stream-tickets.js';

export class SqliteViews extends Views {
  readonly tickets: SqliteStreamTickets;
  private readonly writes: Batcher<PartWrite, 'applied' | 'stale'>;

  private constructor(private readonly database: Database) {
    super();
    this.tickets = new SqliteStreamTickets(database);
    this.writes = new Batcher((batch) => database.transaction(({ manager }) => saveParts(manager, batch)));
  }

  static async open(dataDir: string): Promise<SqliteViews> {
    const migrations = [CreateViews1772000000000, CreateStreamTickets1797000000000];
    return new SqliteViews(
      await Database.open({ url: 'sqlite:', dataDir, service: 'mypage', entities: [], migrations }),
    );
  }

  get connectionUse(): ConnectionUse {
    return this.database.connectionUse;
  }

  async save(part: Part, resync?: ResyncOrigin): Promise<'applied' | 'stale'> {
    return this.writes.add({ part, resync });
  }

  async page(
    studentId: string,
    { status, after, limit }: ViewsQuery,
  ): Promise<{ items: TimelessDocument[]; next: ViewPosition | null }> {
    const found = await readDocuments(
      this.database.reader,
      `AND r.student_id = ? ${status ? 'AND r.status = ?' : ''} ${after ? 'AND (r.requested_at, r.id) < (?, ?)' : ''}
       ORDER BY r.requested_at DESC, r.id DESC LIMIT ?`,
      [studentId, ...(status ? [status] : []), ...(after ? [after.requestedAt, after.id] : []), limit + 1],
    );
    const shown = found.slice(0, limit);
    return {
      items: shown.map(({ document }) => document),
      next: found.length > limit ? (shown.at(-1)?.position ?? null) : null,
    };
  }

  async document(studentId: string, registrationId: string): Promise<TimelessDocument | null> {
    const [found] = await readDocuments(this.database.reader, 'AND r.student_id = ? AND r.id = ?', [
      studentId,
      registrationId,
    ]);
    return found?.document ?? null;
  }

  async overview(studentId: string, now: string): Promise<Overview> {
    return this.database.transaction(({ manager }) => readOverview(manager, studentId, now));
  }

  async cancellation(lectureId: string): Promise<CancellationCounts | null> {
    return this.database.transaction(({ manager }) => readCancellation(manager, lectureId));
  }

  async mark(): Promise<ChangeMark> {
    return markOf(await currentMoment(this.database.reader));
  }

  async changedSince(mark: ChangeMark, studentIds: readonly string[]): Promise<ChangedRegistrations> {
    return readChanges(this.database.reader, mark, studentIds);
  }

  async documents(registrationIds: readonly string[]): Promise<ViewChange[]> {
    return readByIds(this.database.reader, registrationIds);
  }

  async startRebuild(requestId: string, sources: readonly string[]): Promise<void> {
    await this.database.transaction(({ manager }) => openGeneration(manager, requestId, sources));
  }

  async ownerFinished(requestId: string, source: string, emitted: number): Promise<void> {
    await this.database.transaction(({ manager }) => recordEmitted(manager, requestId, source, emitted));
  }

  async switchWhenComplete(): Promise<boolean> {
    return this.database.transaction(({ manager }) => switchGenerations(manager));
  }

  async clearAbandoned(limit: number): Promise<number> {
    return this.database.transaction(({ manager }) => clearGeneration(manager, limit));
  }

  isFault(error: unknown): boolean {
    return isStoreFault(error);
  }

  async ping(): Promise<void> {
    await this.database.ping();
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}
