import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { Rejection, type LectureState } from '#contracts';
import { Outbox } from '#messaging';
import { Database, exactlyOne, isDuplicateKey } from '#persistence';
import type { IdempotencyTicket } from '#platform';
import type { Decision } from '../domain/lecture.js';
import { Lectures } from '../ports/lectures.js';
import type { Seated } from '../domain/seating.js';
import { enrolledIn, seatedIn } from './typeorm-roster.js';
import { LectureRow, lectureRowOf, lectureStateOf } from './lecture-row.js';

@Injectable()
export class TypeormLectures extends Lectures {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  open({ state, events }: Decision, ticket?: IdempotencyTicket): Promise<void> {
    return this.database.transaction(async ({ manager }) => {
      await ticket?.attachResource(state.id);
      await manager.insert(LectureRow, lectureRowOf(state));
      await this.outbox.add(...events);
    });
  }

  async openAll(decisions: Decision[]): Promise<'opened' | 'taken'> {
    const rows = decisions.map(({ state }) => lectureRowOf(state));
    try {
      await this.database.transaction(async ({ manager }) => {
        await manager.insert(LectureRow, rows);
        await this.outbox.add(...decisions.flatMap(({ events }) => events));
      });
      return 'opened';
    } catch (error) {
      if (isDuplicateKey(error)) return 'taken';
      throw error;
    }
  }

  async change(
    id: string,
    decide: (state: LectureState, enrolled: number, seated?: Seated) => Decision,
    changesSeats = false,
  ): Promise<Decision> {
    const decision = await this.database.transaction(async ({ manager }) => {
      const row = await manager.findOneBy(LectureRow, { id });
      if (row === null) throw new Rejection('NOT_FOUND', { variant: 'lecture' });
      const seated = changesSeats ? await seatedIn(manager, id) : undefined;
      const decided = decide(lectureStateOf(row), await enrolledIn(manager, id), seated);
      if (decided.events.length === 0) return decided;
      const { version } = row;
      exactlyOne(await manager.update(LectureRow, { id, version }, lectureRowOf(decided.state)), `lecture ${id}`);
      await this.outbox.add(...decided.events);
      return decided;
    });
    if (decision.refusal) throw decision.refusal;
    return decision;
  }

  async find(id: string): Promise<LectureState | undefined> {
    const row = await this.database.reader.findOneBy(LectureRow, { id });
    return row === null ? undefined : lectureStateOf(row);
  }

  hasAny(): Promise<boolean> {
    return this.database.reader.exists(LectureRow);
  }

  async finishedBy(now: Date, limit: number): Promise<string[]> {
    const rows = await this.database.reader.find(LectureRow, {
      select: { id: true },
      where: { status: 'OPEN', endsAt: LessThanOrEqual(now) },
      order: { endsAt: 'ASC' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  async page(afterId: string, limit: number): Promise<LectureState[]> {
    const rows = await this.database.reader.find(LectureRow, {
      where: { id: MoreThan(afterId) },
      order: { id: 'ASC' },
      take: limit,
    });
    return rows.map(lectureStateOf);
  }
}
