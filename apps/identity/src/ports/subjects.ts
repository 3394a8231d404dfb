import type { SubjectDecision, SubjectState } from '../domain/subject.js';

/** Everybody whom another identity provider has sent here. */
export abstract class Subjects {
  abstract find(id: string): Promise<SubjectState | undefined>;

  /** Loads, decides and stores in one transaction, with the events; of several who see a subject first, one stores it. */
  abstract change(
    id: string,
    decide: (state: SubjectState | undefined) => SubjectDecision | undefined,
  ): Promise<SubjectState | undefined>;

  /** At most `limit` subjects after `afterId`, by their ids. */
  abstract page(afterId: string, limit: number): Promise<SubjectState[]>;
}
