import { Injectable } from '@nestjs/common';
import { Outbox } from '#messaging';
import { changedColumns, Database, duplicateOf, exactlyOne, VersionConflict } from '#persistence';
import { In, type EntityManager, type FindOneOptions } from 'typeorm';
import { refuseUnlessSeatFree, type LedgerRow } from '../domain/lecture-facts.js';
import { alreadyRegistered, lectureUnknown, registrationNotFound } from '../domain/refusals.js';
import type { Decision, RegistrationEvent, RegistrationState } from '../domain/registration.js';
import { added, isMovement, movementBetween, noMovement, seatsOf, type SeatMovement } from '../domain/seats.js';
import { Figures } from '../use-cases/figures.js';
import { Registrations, type Alongside } from '../use-cases/registrations.js';
import { SeatLedger } from '../use-cases/seat-ledger.js';
import { columnsOf, stateOf } from './registration.columns.js';
import { RegistrationRow } from './registration.row.js';

interface Change {
  before: RegistrationRow;
  decision: Decision;
}

@Injectable()
export class TypeormRegistrations extends Registrations {
  /** The rows of the registrations that were requested here. */
  private readonly asRequested = new WeakMap<RegistrationState, RegistrationRow>();

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ledger: SeatLedger,
    private readonly figures: Figures,
  ) {
    super();
  }

  async request(
    lectureId: string,
    decide: (lecture: LedgerRow) => Decision,
    alongside?: Alongside,
  ): Promise<RegistrationState> {
    // What a glance refuses needs no transaction; what it allows, the ledger itself decides in it, last and on the row as it is.
    const { state, events } = decide(await this.lecture(lectureId));
    return this.database.transaction(async ({ manager }) => {
      const row = columnsOf(state, 1);
      await alongside?.(state.id);
      await manager.insert(RegistrationRow, row).catch(refuseSecondLive);
      await this.tell(events);
      if ((await this.ledger.give(lectureId, seatsOf(state))) === 'refused') await this.explainRefusal(lectureId);
      this.database.afterCommit(() => this.asRequested.set(state, row));
      return state;
    });
  }

  async change(
    id: string,
    decide: (registration: RegistrationState) => Decision,
    { alongside, lately }: { alongside?: Alongside | undefined; lately?: RegistrationState | undefined } = {},
  ): Promise<RegistrationState> {
    let known = lately && this.asRequested.get(lately);
    const { state, refusal } = await this.database.transaction(async ({ manager }) => {
      let before = known ?? (await this.load(manager, id));
      let decision = decide(stateOf(before));
      // Only a write proves that what was known is still so; and whoever is run again must look.
      if (known && isSame(before, decision.state)) {
        before = await this.load(manager, id);
        decision = decide(stateOf(before));
      }
      known = undefined;
      await alongside?.(id);
      await this.store([{ before, decision }]);
      return decision;
    });
    if (refusal) throw refusal;
    return state;
  }

  async changeEach(ids: string[], decide: (registration: RegistrationState) => Decision): Promise<RegistrationState[]> {
    return this.database.transaction(async ({ manager }) => {
      const rows = await manager.findBy(RegistrationRow, { id: In(ids) });
      return this.store(rows.map((before) => ({ before, decision: decide(stateOf(before)) })));
    });
  }

  async ofStudent(id: string, studentId: string): Promise<RegistrationState> {
    const row = await this.database.reader.findOneBy(RegistrationRow, { id, studentId });
    if (!row) throw registrationNotFound();
    return stateOf(row);
  }

  private async load(manager: EntityManager, id: string): Promise<RegistrationRow> {
    const row = await manager.findOne(RegistrationRow, { where: { id }, ...this.locked });
    if (!row) throw registrationNotFound();
    return row;
  }

  /** Payment's answer and its event come at the same moment: the second waits for the first instead of running again. */
  private get locked(): FindOneOptions<RegistrationRow> {
    return this.database.dialect === 'mysql' ? { lock: { mode: 'pessimistic_write' } } : {};
  }

  private async lecture(lectureId: string): Promise<LedgerRow> {
    const lecture = await this.ledger.find(lectureId);
    if (!lecture) throw lectureUnknown();
    return lecture;
  }

  private async explainRefusal(lectureId: string): Promise<never> {
    refuseUnlessSeatFree(await this.lecture(lectureId));
    throw new VersionConflict(`the seats of lecture ${lectureId}`);
  }

  /** State, events, and last the seats: of each lecture once, in a fixed order, so that two such transactions never cross. */
  private async store(changes: Change[]): Promise<RegistrationState[]> {
    const changed = changes.filter(({ before, decision }) => !isSame(before, decision.state));
    for (const { before, decision } of changed) await this.update(before, decision.state);
    await this.tell(changed.flatMap(({ decision }) => decision.events));
    const movements = movementsByLecture(changed);
    for (const lectureId of [...movements.keys()].sort()) {
      await this.ledger.move(lectureId, movements.get(lectureId) ?? noMovement);
    }
    return changed.map(({ decision }) => decision.state);
  }

  private async tell(events: RegistrationEvent[]): Promise<void> {
    if (events.length === 0) return;
    await this.outbox.add(...events);
    this.database.afterCommit(() => this.figures.told(events));
  }

  private async update(before: RegistrationRow, state: RegistrationState): Promise<void> {
    const { id, revision } = before;
    const changed = changedColumns(before, columnsOf(state, revision + 1));
    const result = await this.database.manager.update(RegistrationRow, { id, revision }, changed);
    exactlyOne(result, `registration ${id}`);
  }
}

/** Every change either tells an event, with a new version, or begins another attempt. */
const isSame = (before: RegistrationRow, { version, attempt }: RegistrationState): boolean =>
  before.version === version && before.attemptPaymentId === (attempt?.paymentId ?? null);

function movementsByLecture(changes: Change[]): Map<string, SeatMovement> {
  const movements = new Map<string, SeatMovement>();
  for (const { before, decision } of changes) {
    const movement = movementBetween(before, decision.state);
    if (isMovement(movement)) {
      movements.set(before.lectureId, added(movements.get(before.lectureId) ?? noMovement, movement));
    }
  }
  return movements;
}

function refuseSecondLive(error: unknown): never {
  throw duplicateOf(error, 'live_slot', 'registration_live_slot') ? alreadyRegistered() : error;
}
