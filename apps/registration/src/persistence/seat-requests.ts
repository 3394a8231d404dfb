import { isRejection, Rejection } from '#contracts';
import type { Outbox } from '#messaging';
import { duplicateOf, isAccepted, outcomeOf, Refused, VersionConflict, type Database } from '#persistence';
import { attachResources, type TicketEntry } from '#platform';
import { In } from 'typeorm';
import { isGivenUp, type EarlierHolds } from '../domain/hold-limits.js';
import type { Decision, RegistrationState } from '../domain/registration.js';
import { NO_SEATS, seatsOf, sum, type SeatLedgerEntry, type Seats } from '../domain/seat-ledger.js';
import type { SelectedSeats } from '../domain/seats.js';
import type { RegistrationMetrics } from '../metrics.js';
import type { SeatOfStudent } from '../ports/registrations.js';
import type { SeatLedger } from '../ports/seat-ledger.js';
import { liveSlotOf, RegistrationRow, rowOf, stateOf } from './registration-row.js';
import { SeatSelection, SeatsLost } from './seat-selection.js';
import type { TypeormSeats } from './typeorm-seats.js';

const MAX_ATTEMPTS = 100;

export type Decide = (lecture: SeatLedgerEntry, earlier: EarlierHolds, seats?: SelectedSeats) => Decision;
export type InContext = <Result>(run: () => Result) => Result;

export interface GatheredRequest {
  seat: SeatOfStudent;
  decide: Decide;
  entry?: TicketEntry | undefined;
  inContext: InContext;
}

interface Accepted extends GatheredRequest {
  decision: Decision;
}

/** Requests for seats: one, or many of different students in one transaction. */
export class SeatRequests {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ledger: SeatLedger,
    private readonly seats: TypeormSeats,
    private readonly metrics: RegistrationMetrics,
  ) {}

  async requestAll(requests: GatheredRequest[]): Promise<(RegistrationState | Refused)[]> {
    const [first] = requests;
    if (first && requests.length === 1) return [await first.inContext(() => this.requestOne(first))];
    const ids = [...new Set(requests.map(({ seat }) => seat.lectureId))];
    const lectures = byId(await this.ledger.findEach(ids));
    if ([...lectures.values()].some(({ seating }) => seating !== null)) return this.requestEach(requests);
    const decided = await this.decide(requests, lectures);
    const accepted = decided.filter((each) => isAccepted(each));
    if (accepted.length > 0) await this.database.batch(() => this.storeAll(accepted));
    return decided.map((each) => (isAccepted(each) ? each.decision.state : each));
  }

  /** Numbered seats are taken one after the other: requests of the same lecture would wait for each other's seats. */
  private async requestEach(requests: GatheredRequest[]): Promise<(RegistrationState | Refused)[]> {
    const outcomes: (RegistrationState | Refused)[] = [];
    for (const request of requests) {
      const requested = request.inContext(() => this.requestOne(request));
      outcomes.push(await requested.catch((error: unknown) => new Refused(error)));
    }
    return outcomes;
  }

  async requestOne(request: GatheredRequest): Promise<RegistrationState> {
    const selection = new SeatSelection(this.seats, request.seat);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.requestOnce(request, selection);
      } catch (error) {
        if (attempt === MAX_ATTEMPTS) throw error;
        if (error instanceof SeatsLost) selection.avoid(error.labels);
        // Another request of the student took the slot. It has committed, so the next attempt counts it.
        else if (!duplicateOf(error, 'hold_slot', 'registration_hold_slot')) throw error;
      }
    }
  }

  private async requestOnce(
    { seat, decide, entry }: GatheredRequest,
    selection: SeatSelection,
  ): Promise<RegistrationState> {
    const { lectureId } = seat;
    // Decided on an unlocked read, so that most rejections need no transaction; the update of the ledger and the unique slots are the final check.
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
    const earlier = earlierHoldsIn(await this.holdsOf([seat]), seat);
    const seats = lecture.seating === null ? undefined : await selection.selected();
    const { state, events } = decide(lecture, earlier, seats);
    return this.database.transaction(async ({ manager }) => {
      await entry?.ticket.attachResource(entry.resourceId);
      await manager.insert(RegistrationRow, rowOf(state, 1)).catch(rejectSecondLive);
      if (lecture.seating !== null) await selection.take(lecture.seating, state);
      await this.outbox.add(...events);
      this.database.afterCommit(() => this.metrics.countEvents(events));
      const isSeated = lecture.seating !== null;
      if ((await this.ledger.assignEach(new Map([[lectureId, seatsOf(state)]]), isSeated)) === 'assigned') return state;
      const current = (await this.ledger.find(lectureId))!;
      if (!isSeated && current.seating !== null) throw new SeatsLost([]);
      decide(current, earlier, seats);
      throw new VersionConflict(`the seats of lecture ${lectureId}`);
    });
  }

  /** Each request sees the seats that the ones before it take. */
  private async decide(
    requests: GatheredRequest[],
    lectures: Map<string, SeatLedgerEntry>,
  ): Promise<(Accepted | Refused)[]> {
    const seats = requests.map(({ seat }) => seat);
    const holds = await this.holdsOf(seats);
    const live = await this.liveSlots(seats);
    return requests.map((request) => {
      const { seat, decide, inContext } = request;
      return outcomeOf(() => {
        const lecture = lectures.get(seat.lectureId);
        if (!lecture) throw new Rejection('LECTURE_UNKNOWN');
        const decision = inContext(() => decide(lecture, earlierHoldsIn(holds, seat)));
        if (live.has(liveSlotOf(seat.studentId, seat.lectureId))) throw new Rejection('ALREADY_REGISTERED');
        lectures.set(seat.lectureId, { ...lecture, ...sum([lecture, seatsOf(decision.state)]) });
        return { ...request, decision };
      }, isRejection);
    });
  }

  /** @throws if one of them cannot be stored; the caller then retries each one separately */
  private async storeAll(accepted: Accepted[]): Promise<void> {
    const { manager } = this.database;
    await attachResources(
      manager,
      accepted.flatMap(({ entry }) => entry ?? []),
    );
    const rows = accepted.map(({ decision }) => rowOf(decision.state, 1));
    await manager.insert(
      RegistrationRow,
      rows.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    );
    await this.outbox.addEntries(
      accepted.flatMap(({ decision, inContext }) => inContext(() => this.outbox.entriesOf(decision.events))),
    );
    this.database.afterCommit(() => this.metrics.countEvents(accepted.flatMap(({ decision }) => decision.events)));
    if ((await this.ledger.assignEach(seatsPerLecture(accepted))) === 'rejected')
      throw new VersionConflict('the seats of a lecture');
  }

  /** Most students have no earlier holds, so one indexed read is usually enough. A slot counts whatever the status of its registration, because replicas of an earlier release do not clear it. */
  private async holdsOf(seats: SeatOfStudent[]): Promise<RegistrationState[]> {
    const students = seats.map(({ studentId }) => studentId);
    const lectures = [...new Set(seats.map(({ lectureId }) => lectureId))];
    const sql = `
      SELECT id FROM registration WHERE student_id IN (${marks(students)}) AND hold_slot IS NOT NULL
      UNION ALL SELECT id FROM registration WHERE student_id IN (${marks(students)})
        AND status IN ('AWAITING_PAYMENT', 'EXPIRED', 'CANCELED')
        AND (status = 'AWAITING_PAYMENT' OR (lecture_id IN (${marks(lectures)}) AND confirmed_at IS NULL))`;
    const { reader } = this.database;
    const found = await reader.query<{ id: string }[]>(sql, [...students, ...students, ...lectures]);
    if (found.length === 0) return [];
    const rows = await reader.findBy(RegistrationRow, { id: In(found.map(({ id }) => id)) });
    return rows.map(stateOf);
  }

  private async liveSlots(seats: SeatOfStudent[]): Promise<Set<string>> {
    const slots = seats.map(({ studentId, lectureId }) => liveSlotOf(studentId, lectureId));
    const sql = `SELECT live_slot AS slot FROM registration WHERE live_slot IN (${marks(slots)})`;
    const found = await this.database.reader.query<{ slot: string }[]>(sql, slots);
    return new Set(found.map(({ slot }) => slot));
  }
}

function earlierHoldsIn(holds: RegistrationState[], { studentId, lectureId }: SeatOfStudent): EarlierHolds {
  const states = holds.filter((hold) => hold.studentId === studentId);
  return {
    unpaid: states.filter(({ status }) => status === 'AWAITING_PAYMENT'),
    givenUp: states.filter((state) => state.lectureId === lectureId && isGivenUp(state)),
    usedSlots: states.flatMap(({ holdSlot }) => holdSlot ?? []),
  };
}

function seatsPerLecture(accepted: Accepted[]): Map<string, Seats> {
  const seats = new Map<string, Seats>();
  for (const { decision, seat } of accepted)
    seats.set(seat.lectureId, sum([seats.get(seat.lectureId) ?? NO_SEATS, seatsOf(decision.state)]));
  return seats;
}

function rejectSecondLive(error: unknown): never {
  throw duplicateOf(error, 'live_slot', 'registration_live_slot') ? new Rejection('ALREADY_REGISTERED') : error;
}

const byId = (lectures: SeatLedgerEntry[]) => new Map(lectures.map((lecture) => [lecture.lectureId, lecture]));
const marks = (values: unknown[]): string => values.map(() => '?').join(', ');
