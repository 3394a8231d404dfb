import type { Lecture, LectureState, LectureStatus } from '#contracts';

export interface LectureFilter {
  q?: string | undefined;
  category?: string | undefined;
  status?: LectureStatus | undefined;
  instructorId?: string | undefined;
  ownedBy?: string | undefined;
}

export interface LecturePlace {
  createdAt: string;
  id: string;
}

export interface Listed<Item, Place> {
  items: Item[];
  next: Place | null;
}

export abstract class LectureLists {
  abstract shown(state: LectureState): Promise<Lecture>;
  abstract page(filter: LectureFilter, limit: number, after?: LecturePlace): Promise<Listed<Lecture, LecturePlace>>;
  abstract count(filter: LectureFilter): Promise<number>;
}
