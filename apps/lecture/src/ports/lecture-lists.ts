import type { Lecture, LectureState, LectureStatus } from '#contracts';

export interface LectureFilter {
  /** Piece of the title, the description or the instructor's name, in any letter case. */
  q?: string | undefined;
  category?: string | undefined;
  status?: LectureStatus | undefined;
  instructorId?: string | undefined;
  /** Whose lectures, where only their own may be seen. */
  ownedBy?: string | undefined;
}

/** A place in a list of lectures: right after this one. */
export interface LecturePlace {
  createdAt: string;
  id: string;
}

export interface Listed<Item, Place> {
  items: Item[];
  next: Place | null;
}

/** Lectures as people see them: with the students enrolled and the instructor's present name. */
export abstract class LectureLists {
  abstract shown(state: LectureState): Promise<Lecture>;
  /** Newest first. */
  abstract page(filter: LectureFilter, limit: number, after?: LecturePlace): Promise<Listed<Lecture, LecturePlace>>;
  abstract count(filter: LectureFilter): Promise<number>;
}
