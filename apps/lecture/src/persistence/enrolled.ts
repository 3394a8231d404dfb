import type { EntityManager } from 'typeorm';
import { RosterTableRow } from './roster-table-row.js';

/** Students enrolled: rows that are CONFIRMED, counted anew each time. */
export const enrolledIn = (manager: EntityManager, lectureId: string): Promise<number> =>
  manager.countBy(RosterTableRow, { lectureId, status: 'CONFIRMED' });
