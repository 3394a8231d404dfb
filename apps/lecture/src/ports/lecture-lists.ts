import type { Lecture, LectureFacets, LectureSort, LectureState, LectureStatus } from '#contracts';

export interface LectureFilter {
  q?: string | undefined;
  category?: string | undefined;
  status?: readonly LectureStatus[] | undefined;
  instructorId?: string | undefined;
  ownedBy?: string | undefined;
  ids?: readonly string[] | undefined;
  /** Bounds of the first session's start: from inclusive, to exclusive. */
  from?: string | undefined;
  to?: string | undefined;
  free?: boolean | undefined;
  feeMax?: number | undefined;
  hasPlaces?: boolean | undefined;
  /** Registration opens before this instant, or has no opening time. */
  opensBefore?: string | undefined;
  /** Excludes lectures that are not published at this instant. */
  publicAt?: Date | undefined;
}

/** The last lecture of a page: its sort key, and its id as a tiebreaker. */
export interface LecturePlace {
  sort: LectureSort;
  key: string | number;
  id: string;
}

export interface LecturesPage {
  sort: LectureSort;
  limit: number;
  after?: LecturePlace | undefined;
}

export interface Listed<Item, Place> {
  items: Item[];
  next: Place | null;
}

export abstract class LectureLists {
  abstract shown(state: LectureState): Promise<Lecture>;
  abstract page(filter: LectureFilter, page: LecturesPage): Promise<Listed<Lecture, LecturePlace>>;
  abstract count(filter: LectureFilter): Promise<number>;

  /** Counts per category ignore the category filter, and counts per instructor ignore the instructor filter, so that a page can offer the other values. */
  abstract facets(filter: LectureFilter): Promise<LectureFacets>;

  /** Fills the columns that lists are sorted and filtered by, in rows that a replica of an earlier release wrote. */
  abstract completeKeys(limit: number): Promise<number>;
}
