import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { isRejection, Rejection } from '#contracts';
import { Outbox } from '#messaging';
import {
  Batcher,
  changedColumns,
  Database,
  isAccepted,
  outcomeOf,
  Refused,
  TransactionBatcher,
  updateEach,
  VersionConflict,
  type RowChange,
} from '#persistence';
import { Ids, type TicketEntry } from '#platform';
import { In, type EntityManager, type FindManyOptions } from 'typeorm';
import { isLive, type Decision, type RegistrationState } from '../domain/registration.js';
import { movementBetween, NO_SEATS, sum, type Seats } from '../domain/seat-ledger.js';
import { RegistrationMetrics } from '../metrics.js';
import { FullLectures } from '../ports/full-lectures.js';
import { Registrations, type SeatOfStudent } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';
import { RegistrationRow, rowOf, stateOf } from './registration-row.js';
import { moveSeats } from './seat-moves.js';
import { AuditRow } from './typeorm-audit.js';
import { SeatRequests, type Decide, type GatheredRequest, type InContext } from './seat-requests.js';
import { TypeormSeats } from './typeorm-seats.js';

const BATCHES_IN_FLIGHT = 2;

type DecideChange = (registration: RegistrationState) => Decision;

interface GatheredChange {
  id: string;
  decide: DecideChange;
  inContext: InContext;
}

interface Change {
  before: RegistrationRow;
  decision: Decision;
  inContext?: InContext;
}

@Injectable()
export class TypeormRegistrations extends Registrations {
  private readonly seats: TypeormSeats;
  private readonly seatRequests: SeatRequests;
  private readonly requests: Batcher<GatheredRequest, RegistrationState>;
  private readonly changes: Batcher<GatheredChange, RegistrationState>;
  private readonly joined: TransactionBatcher<GatheredChange, RegistrationState>;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ledger: SeatLedger,
    private readonly metrics: RegistrationMetrics,
    private readonly fullLectures: FullLectures,
    private readonly ids: Ids,
  ) {
    super();
    this.seats = new TypeormSeats(database);
    this.seatRequests = new SeatRequests(database, outbox, ledger, this.seats, metrics);
    const apart = { batchesInFlight: BATCHES_IN_FLIGHT };
    this.requests = new Batcher((members) => this.seatRequests.requestAll(members), {
      ...apart,
      keysOf: ({ seat }) => [seat.studentId],
      groupOf: ({ seat }) => seat.lectureId,
    });
    this.changes = new Batcher((members) => this.changeAll(members), { ...apart, keysOf: ({ id }) => [id] });
    this.joined = new TransactionBatcher(
      database,
      (members, manager) => this.changeEachOf(members, manager),
      ({ id }) => id,
    );
  }

  request(seat: SeatOfStudent, decide: Decide, entry?: TicketEntry): Promise<RegistrationState> {
    const request = { seat, decide, entry, inContext: AsyncLocalStorage.snapshot() };
    return this.database.insideTransaction ? this.seatRequests.requestOne(request) : this.requests.add(request);
  }

  async change(id: string, decide: DecideChange, entry?: TicketEntry): Promise<RegistrationState> {
    const { insideTransaction, sharedTransaction } = this.database;
    if (entry || (insideTransaction && !sharedTransaction)) return this.changeOne(id, decide, entry);
    const change = { id, decide, inContext: AsyncLocalStorage.snapshot() };
    return sharedTransaction ? this.joined.add(change) : this.changes.add(change);
  }

  private async changeOne(id: string, decide: DecideChange, entry?: TicketEntry): Promise<RegistrationState> {
    const { state, rejection } = await this.database.transaction(async ({ manager }) => {
      await entry?.ticket.attachResource(entry.resourceId);
      const [before] = await this.load(manager, [id]);
      if (!before) throw notFound();
      const decision = decide(stateOf(before));
      await this.store([{ before, decision }]);
      return decision;
    });
    if (rejection) throw rejection;
    return state;
  }

  private async changeAll(members: GatheredChange[]): Promise<(RegistrationState | Refused)[]> {
    const [first] = members;
    if (first && members.length === 1) return [await first.inContext(() => this.changeOne(first.id, first.decide))];
    return this.database.batch(({ manager }) => this.changeEachOf(members, manager));
  }

  private async changeEachOf(
    members: GatheredChange[],
    manager: EntityManager,
  ): Promise<(RegistrationState | Refused)[]> {
    const rows = await this.load(
      manager,
      members.map(({ id }) => id),
    );
    const decided = members.map(({ id, decide, inContext }) => {
      const before = rows.find((row) => row.id === id);
      if (!before) return new Refused(notFound());
      const decision = outcomeOf(() => inContext(() => decide(stateOf(before))), isRejection);
      return isAccepted(decision) ? { before, decision, inContext } : decision;
    });
    await this.store(decided.filter((each) => isAccepted(each)));
    return decided.map((each) => {
      if (!isAccepted(each)) return each;
      const { state, rejection } = each.decision;
      return rejection ? new Refused(rejection) : state;
    });
  }

  async changeEach(ids: string[], decide: (registration: RegistrationState) => Decision): Promise<RegistrationState[]> {
    return this.database.transaction(async ({ manager }) => {
      const rows = await manager.findBy(RegistrationRow, { id: In(ids) });
      return this.store(rows.map((before) => ({ before, decision: decide(stateOf(before)) })));
    });
  }

  find(id: string): Promise<RegistrationState> {
    return this.read({ id });
  }

  ofStudent(id: string, studentId: string): Promise<RegistrationState> {
    return this.read({ id, studentId });
  }

  private async read(where: { id: string; studentId?: string }): Promise<RegistrationState> {
    const row = await this.database.reader.findOneBy(RegistrationRow, where);
    if (!row) throw notFound();
    return stateOf(row);
  }

  private load(manager: EntityManager, ids: string[]): Promise<RegistrationRow[]> {
    return manager.find(RegistrationRow, { where: { id: In(ids) }, order: { id: 'ASC' }, ...this.locked });
  }

  /** Payment's response and its event arrive together: with the lock the second waits for the first instead of conflicting. */
  private get locked(): FindManyOptions<RegistrationRow> {
    return this.database.dialect === 'mysql' ? { lock: { mode: 'pessimistic_write' } } : {};
  }

  /** Ledger rows last, in one statement in the order of their ids, so that two transactions cannot deadlock. */
  private async store(changes: Change[]): Promise<RegistrationState[]> {
    const changed = changes.filter(({ before, decision }) => !isSame(before, decision.state));
    const updates = changed.map(({ before, decision: { state } }) => updateOf(before, state));
    if ((await updateEach(this.database.manager, RegistrationRow, 'id', updates)) !== updates.length)
      throw new VersionConflict(`one of ${updates.length} registrations`);
    const moves = changed.map(({ before, decision }) => ({ before: stateOf(before), after: decision.state }));
    await moveSeats(this.seats, moves);
    await this.record(changed);
    await this.publish(changed);
    await this.ledger.moveEach(movementsOf(moves));
    return changed.map(({ decision }) => decision.state);
  }

  private async record(changes: Change[]): Promise<void> {
    const rows = changes.flatMap(({ before: { lectureId }, decision: { audit } }) =>
      audit ? [{ ...audit, id: this.ids.next(), lectureId, at: new Date(audit.at) }] : [],
    );
    if (rows.length > 0) await this.database.manager.insert(AuditRow, rows);
  }

  private async publish(changes: Change[]): Promise<void> {
    const entries = changes.flatMap(({ decision: { events }, inContext = directly }) =>
      inContext(() => this.outbox.entriesOf(events)),
    );
    await this.outbox.addEntries(entries);
    const events = changes.flatMap(({ decision }) => decision.events);
    this.database.afterCommit(() => {
      this.metrics.countEvents(events);
      for (const { data } of events)
        if (!isLive(data) || data.places?.some(({ canceledAt }) => canceledAt !== null))
          this.fullLectures.changed(data.lectureId);
    });
  }
}

const directly: InContext = (run) => run();

function movementsOf(moves: { before: RegistrationState; after: RegistrationState }[]): Map<string, Seats> {
  const movements = new Map<string, Seats>();
  for (const { before, after } of moves) {
    const movement = sum([movements.get(after.lectureId) ?? NO_SEATS, movementBetween(before, after)]);
    movements.set(after.lectureId, movement);
  }
  for (const [lectureId, { held, taken }] of movements) if (held === 0 && taken === 0) movements.delete(lectureId);
  return movements;
}

const notFound = () => new Rejection('NOT_FOUND', { variant: 'registration' });

function updateOf(before: RegistrationRow, state: RegistrationState): RowChange<RegistrationRow> {
  const { id, revision } = before;
  return { where: { id, revision }, set: changedColumns(before, rowOf(state, revision + 1)) };
}

/** Every change has either a new version, with an event, or another attempt. */
const isSame = (before: RegistrationRow, { version, attempt }: RegistrationState): boolean =>
  before.version === version && before.attemptPaymentId === (attempt?.paymentId ?? null);
