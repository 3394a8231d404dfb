import { Injectable } from '@nestjs/common';
import { Database } from '#persistence';
import { isLive } from '../domain/registration-notification.js';
import type { LectureCopy } from '../domain/lecture-change.js';
import type { Enrollment } from '../domain/staff-notification.js';
import { Enrollments } from '../ports/copies.js';
import { LectureCopyRow, RegistrationCopyRow } from './notification-store.js';
import { lectureOf } from './typeorm-lecture-copies.js';

@Injectable()
export class TypeormEnrollments extends Enrollments {
  private readonly grown = new Set<string>();
  private visitedUpTo: string | undefined = '';

  constructor(private readonly database: Database) {
    super();
  }

  hasGrown(lectureId: string): void {
    this.database.afterCommit(() => this.grown.add(lectureId));
  }

  async visitFull(limit: number, visit: (lectures: LectureCopy[]) => Promise<void>): Promise<'done' | 'more'> {
    const upTo = this.visitedUpTo;
    if (upTo !== undefined) {
      const lectures = await this.full(limit, 'l.id > :upTo', { upTo });
      await visit(lectures);
      this.visitedUpTo = lectures.length === limit ? lectures.at(-1)!.id : undefined;
      return 'more';
    }
    const ids = [...this.grown].slice(0, limit);
    if (ids.length === 0) return 'done';
    for (const id of ids) this.grown.delete(id);
    try {
      await visit(await this.full(limit, 'l.id IN (:...ids)', { ids }));
    } catch (error) {
      for (const id of ids) this.grown.add(id);
      throw error;
    }
    return this.grown.size > 0 ? 'more' : 'done';
  }

  async of(lectureId: string): Promise<Enrollment> {
    const rows = await this.database.reader
      .createQueryBuilder(RegistrationCopyRow, 'r')
      .select('r.status', 'status')
      .addSelect('r.cancelReason', 'cancelReason')
      .addSelect('COUNT(*)', 'count')
      .where({ lectureId })
      .groupBy('r.status')
      .addGroupBy('r.cancelReason')
      .getRawMany<Pick<RegistrationCopyRow, 'status' | 'cancelReason'> & { count: string }>();
    const sum = (of: typeof rows) => of.reduce((total, { count }) => total + Number(count), 0);
    return {
      live: sum(rows.filter(isLive)),
      canceledWithLecture: sum(rows.filter(({ cancelReason }) => cancelReason === 'LECTURE_CANCELED')),
    };
  }

  private async full(limit: number, where: string, values: Record<string, unknown>): Promise<LectureCopy[]> {
    const rows = await this.database.reader
      .createQueryBuilder(LectureCopyRow, 'l')
      .where(`l.status = 'OPEN' AND l.capacity IS NOT NULL AND ${where}`, values)
      .andWhere(
        `l.capacity <= (SELECT SUM(COALESCE(r.places, 1)) FROM registration_copy r WHERE r.lecture_id = l.id AND r.status = 'CONFIRMED')`,
      )
      .orderBy('l.id')
      .limit(limit)
      .getMany();
    return rows.map(lectureOf);
  }
}
