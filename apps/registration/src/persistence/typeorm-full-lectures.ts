import { Injectable } from '@nestjs/common';
import { Database, Batcher } from '#persistence';
import { Clock } from '#platform';
import { In } from 'typeorm';
import { isGivenUp } from '../domain/hold-limits.js';
import { FullLectures, type Standing } from '../ports/full-lectures.js';
import type { SeatOfStudent } from '../ports/registrations.js';
import { SeatSemaphore, type Snapshot, type Decision } from './seat-semaphore.js';
import { liveSlotOf, RegistrationRow, stateOf } from './registration-row.js';
import { SeatLedgerRow } from './seat-ledger-row.js';
import { entryOf } from './typeorm-seat-ledger.js';

/** Maximum number of lectures with a semaphore; requests for further lectures are decided in a transaction. */
const MAX_LECTURES = 10_000;

/** Reads committed rows only, for many requests at once, and never inside a transaction. */
@Injectable()
export class TypeormFullLectures extends FullLectures {
  private readonly semaphores = new Map<string, SeatSemaphore>();
  private readonly snapshots = new Batcher<string, Snapshot | undefined>((ids) => this.readLectures(ids));
  private readonly standings = new Batcher<SeatOfStudent, Standing>((seats) => this.readStandings(seats));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async enter({ lectureId, studentId }: SeatOfStudent): Promise<Decision> {
    return this.semaphoreOf(lectureId)?.enter(studentId);
  }

  leave({ lectureId, studentId }: SeatOfStudent): void {
    this.semaphores.get(lectureId)?.leave(studentId);
  }

  changed(lectureId: string): void {
    this.semaphores.get(lectureId)?.changed();
  }

  standingOf(seat: SeatOfStudent): Promise<Standing> {
    return this.standings.add(seat);
  }

  private semaphoreOf(lectureId: string): SeatSemaphore | undefined {
    const found = this.semaphores.get(lectureId);
    if (found) return found;
    if (this.semaphores.size >= MAX_LECTURES) this.forgetIdle();
    if (this.semaphores.size >= MAX_LECTURES) return undefined;
    const semaphore = new SeatSemaphore(
      () => this.snapshots.add(lectureId),
      () => this.clock.now(),
    );
    this.semaphores.set(lectureId, semaphore);
    return semaphore;
  }

  private forgetIdle(): void {
    for (const [lectureId, semaphore] of this.semaphores) if (semaphore.isIdle) this.semaphores.delete(lectureId);
  }

  private async readLectures(ids: string[]): Promise<(Snapshot | undefined)[]> {
    const store = this.database.reader;
    const rows = await store.findBy(SeatLedgerRow, { lectureId: In(ids) });
    const holds = await store
      .createQueryBuilder(RegistrationRow, 'row')
      .select('row.lectureId', 'lectureId')
      .addSelect('MIN(row.holdExpiresAt)', 'firstHoldEndsAt')
      .where({ lectureId: In(ids), status: In(['AWAITING_PAYMENT', 'AWAITING_APPROVAL']) })
      .groupBy('row.lectureId')
      .getRawMany<{ lectureId: string; firstHoldEndsAt: Date | string }>();
    const ends = new Map(holds.map(({ lectureId, firstHoldEndsAt }) => [lectureId, instantOf(firstHoldEndsAt)]));
    const entries = new Map(rows.map((row) => [row.lectureId, entryOf(row)]));
    return ids.map((id) => {
      const entry = entries.get(id);
      return entry && { entry, firstHoldEndsAt: ends.get(id) };
    });
  }

  private async readStandings(seats: SeatOfStudent[]): Promise<Standing[]> {
    const store = this.database.reader;
    const students = In([...new Set(seats.map(({ studentId }) => studentId))]);
    const lectures = In([...new Set(seats.map(({ lectureId }) => lectureId))]);
    const slots = seats.map(({ studentId, lectureId }) => liveSlotOf(studentId, lectureId));
    const live = await store.find(RegistrationRow, {
      select: { id: true, liveSlot: true },
      where: { liveSlot: In(slots) },
    });
    const rows = await store.findBy(RegistrationRow, [
      { studentId: students, status: 'AWAITING_PAYMENT' },
      { studentId: students, lectureId: lectures, status: In(['EXPIRED', 'CANCELED']) },
    ]);
    const states = rows.map(stateOf);
    const taken = new Set(live.map(({ liveSlot }) => liveSlot));
    return seats.map(({ studentId, lectureId }, n) => {
      const own = states.filter((state) => state.studentId === studentId);
      const givenUp = own.filter((state) => state.lectureId === lectureId && isGivenUp(state));
      const unpaid = own.filter(({ status }) => status === 'AWAITING_PAYMENT');
      return { hasLive: taken.has(slots[n]!), earlier: { unpaid, givenUp, usedSlots: [] } };
    });
  }
}

const instantOf = (value: Date | string): Date =>
  value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`);
