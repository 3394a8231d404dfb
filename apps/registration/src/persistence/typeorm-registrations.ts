import { Injectable } from '@nestjs/common';
import { Rejection } from '#contracts';
import { Outbox } from '#messaging';
import { changedColumns, Database, duplicateOf, exactlyOne, VersionConflict } from '#persistence';
import { In, type EntityManager, type FindOneOptions } from 'typeorm';
import { isGivenUp, type EarlierHolds } from '../domain/hold-limits.js';
import { isLive, type Decision, type RegistrationEvent, type RegistrationState } from '../domain/registration.js';
import { movementBetween, seatsOf, sum, type SeatLedgerEntry } from '../domain/seat-ledger.js';
import { RegistrationMetrics } from '../metrics.js';
import { FullLectures } from '../ports/full-lectures.js';
import { Registrations, type SeatOfStudent, type TicketEntry } from '../ports/registrations.js';
import { SeatLedger } from '../ports/seat-ledger.js';
import { RegistrationRow, rowOf, stateOf } from './registration-row.js';

const MAX_ATTEMPTS = 100;

type Decide = (lecture: SeatLedgerEntry, earlier: EarlierHolds) => Decision;

interface Change {
  before: RegistrationRow;
  decision: Decision;
}

@Injectable()
export class TypeormRegistrations extends Registrations {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ledger: SeatLedger,
    private readonly metrics: RegistrationMetrics,
    private readonly fullLectures: FullLectures,
  ) {
    super();
  }

  async request(seat: SeatOfStudent, decide: Decide, entry?: TicketEntry): Promise<RegistrationState> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.requestOnce(seat, decide, entry);
      } catch (error) {
        // Another request of the student took the slot. It has committed, so the next attempt counts it.
        if (!duplicateOf(error, 'hold_slot', 'registration_hold_slot') || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async requestOnce(seat: SeatOfStudent, decide: Decide, entry?: TicketEntry): Promise<RegistrationState> {
    const { lectureId } = seat;
    // Decided on an unlocked read, so that most rejections need no transaction; the ledger's update and the unique slots decide finally.
    const lecture = await this.lecture(lectureId);
    const earlier = await this.earlierHolds(seat);
    const { state, events } = decide(lecture, earlier);
    return this.database.transaction(async ({ manager }) => {
      await entry?.ticket.attachResource(entry.resourceId);
      await manager.insert(RegistrationRow, rowOf(state, 1)).catch(rejectSecondLive);
      await this.publish(events);
      if ((await this.ledger.assign(lectureId, seatsOf(state))) === 'assigned') return state;
      decide(await this.lecture(lectureId), earlier);
      throw new VersionConflict(`the seats of lecture ${lectureId}`);
    });
  }

  /** Most students have none, so one indexed read is usually enough. A slot counts in any status: an earlier release leaves it behind. */
  private async earlierHolds({ lectureId, studentId }: SeatOfStudent): Promise<EarlierHolds> {
    const ids = await this.database.reader.query<{ id: string }[]>(EARLIER_HOLDS, [studentId, studentId, lectureId]);
    if (ids.length === 0) return { unpaid: [], givenUp: [], usedSlots: [] };
    const rows = await this.database.reader.findBy(RegistrationRow, { id: In(ids.map(({ id }) => id)) });
    const states = rows.map(stateOf);
    return {
      unpaid: states.filter(({ status }) => status === 'AWAITING_PAYMENT'),
      givenUp: states.filter((state) => state.lectureId === lectureId && isGivenUp(state)),
      usedSlots: states.flatMap(({ holdSlot }) => holdSlot ?? []),
    };
  }

  async change(
    id: string,
    decide: (registration: RegistrationState) => Decision,
    entry?: TicketEntry,
  ): Promise<RegistrationState> {
    const { state, rejection } = await this.database.transaction(async ({ manager }) => {
      await entry?.ticket.attachResource(entry.resourceId);
      const before = await this.load(manager, id);
      const decision = decide(stateOf(before));
      await this.store([{ before, decision }]);
      return decision;
    });
    if (rejection) throw rejection;
    return state;
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
    if (!row) throw new Rejection('NOT_FOUND', { variant: 'registration' });
    return stateOf(row);
  }

  private async load(manager: EntityManager, id: string): Promise<RegistrationRow> {
    const row = await manager.findOne(RegistrationRow, { where: { id }, ...this.locked });
    if (!row) throw new Rejection('NOT_FOUND', { variant: 'registration' });
    return row;
  }

  /** Payment's response and its event arrive together: with the lock the second waits for the first instead of conflicting. */
  private get locked(): FindOneOptions<RegistrationRow> {
    return this.database.dialect === 'mysql' ? { lock: { mode: 'pessimistic_write' } } : {};
  }

  private async lecture(lectureId: string): Promise<SeatLedgerEntry> {
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    return lecture;
  }

  /** Ledger rows last, once per lecture and in the order of their ids, so that two transactions cannot deadlock. */
  private async store(changes: Change[]): Promise<RegistrationState[]> {
    const changed = changes.filter(({ before, decision }) => !isSame(before, decision.state));
    for (const { before, decision } of changed) await this.update(before, decision.state);
    await this.publish(changed.flatMap(({ decision }) => decision.events));
    for (const lectureId of [...new Set(changed.map(({ before }) => before.lectureId))].sort()) {
      const inLecture = changed.filter(({ before }) => before.lectureId === lectureId);
      const movement = sum(inLecture.map(({ before, decision }) => movementBetween(before, decision.state)));
      if (movement.held !== 0 || movement.taken !== 0) await this.ledger.move(lectureId, movement);
    }
    return changed.map(({ decision }) => decision.state);
  }

  private async publish(events: RegistrationEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.outbox.add(...events);
    this.database.afterCommit(() => {
      this.metrics.countEvents(events);
      for (const { data } of events) if (!isLive(data)) this.fullLectures.changed(data.lectureId);
    });
  }

  private async update(before: RegistrationRow, state: RegistrationState): Promise<void> {
    const { id, revision } = before;
    const changed = changedColumns(before, rowOf(state, revision + 1));
    const result = await this.database.manager.update(RegistrationRow, { id, revision }, changed);
    exactlyOne(result, `registration ${id}`);
  }
}

const EARLIER_HOLDS = `
  SELECT id FROM registration WHERE student_id = ? AND hold_slot IS NOT NULL
  UNION ALL SELECT id FROM registration WHERE student_id = ? AND status IN ('AWAITING_PAYMENT', 'EXPIRED', 'CANCELED')
    AND (status = 'AWAITING_PAYMENT' OR (lecture_id = ? AND confirmed_at IS NULL))`;

/** Every change has either a new version, with an event, or another attempt. */
const isSame = (before: RegistrationRow, { version, attempt }: RegistrationState): boolean =>
  before.version === version && before.attemptPaymentId === (attempt?.paymentId ?? null);

function rejectSecondLive(error: unknown): never {
  throw duplicateOf(error, 'live_slot', 'registration_live_slot') ? new Rejection('ALREADY_REGISTERED') : error;
}
