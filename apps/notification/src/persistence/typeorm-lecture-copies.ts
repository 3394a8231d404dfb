import { Injectable } from '@nestjs/common';
import { Database, exactlyOne, insertNew } from '#persistence';
import type { KnownLecture } from '../domain/lecture-news.js';
import { KnownLectures } from '../use-cases/known-lectures.js';
import { SendingBell } from '../use-cases/sending-bell.js';
import { LectureCopyRow } from './copies.row.js';

type Decide = (known: KnownLecture | undefined) => KnownLecture | undefined;
type Course = Pick<LectureCopyRow, 'announceAt' | 'announcedUpTo'>;

@Injectable()
export class TypeormKnownLectures extends KnownLectures {
  constructor(
    private readonly database: Database,
    private readonly bell: SendingBell,
  ) {
    super();
  }

  async hold(id: string): Promise<KnownLecture | undefined> {
    const { dialect, manager } = this.database;
    // Shared: the registrations for one lecture come in side by side.
    const lock = dialect === 'mysql' ? { lock: { mode: 'pessimistic_read' as const } } : {};
    const row = await manager.findOne(LectureCopyRow, { where: { id }, ...lock });
    return row === null ? undefined : lectureOf(row);
  }

  change(id: string, decide: Decide): Promise<'kept' | 'stale'> {
    return this.store(id, decide);
  }

  async announce(id: string, decide: Decide, at: Date): Promise<void> {
    await this.store(id, decide, { announceAt: at, announcedUpTo: '' });
  }

  private store(id: string, decide: Decide, course?: Course): Promise<'kept' | 'stale'> {
    return this.database.transaction(async (tx) => {
      const { manager } = tx;
      const row = await manager.findOneBy(LectureCopyRow, { id });
      const decided = decide(row === null ? undefined : lectureOf(row));
      if (decided === undefined) return 'stale';
      const columns = { ...columnsOf(decided), ...course };
      if (row === null) {
        await insertNew(manager, LectureCopyRow, { announceAt: null, announcedUpTo: '', ...columns }, `lecture ${id}`);
      } else {
        const { sequence, announced } = row;
        exactlyOne(await manager.update(LectureCopyRow, { id, sequence, announced }, columns), `lecture ${id}`);
      }
      if (course) tx.afterCommit(() => this.bell.ring('announcement'));
      return 'kept';
    });
  }
}

const columnsOf = ({ firstSessionAt, changedAt, ...lecture }: KnownLecture) => ({
  ...lecture,
  firstSessionAt: new Date(firstSessionAt),
  changedAt: new Date(changedAt),
});

export const lectureOf = (row: LectureCopyRow): KnownLecture => {
  const { announceAt: _announceAt, announcedUpTo: _upTo, firstSessionAt, changedAt, ...lecture } = row;
  return { ...lecture, firstSessionAt: firstSessionAt.toISOString(), changedAt: changedAt.toISOString() };
};
