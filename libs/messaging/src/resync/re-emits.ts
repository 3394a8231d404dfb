import type { NewEvent } from '#contracts';

/** One page of current states, as the events that would tell them. */
export interface StatePage {
  events: NewEvent[];
  /** Id of the last aggregate of this page, to continue after; absent when there are no more. */
  last?: string;
}

/** One kind of aggregate whose current states the service can tell again, page by page, in the order of their ids. */
export abstract class ReEmits {
  /** Kind of the aggregate, such as `lecture`: unique in the service, kept in the durable job. */
  abstract readonly kind: string;
  /** Reads inside the transaction that is open. @param afterId '' for the first page */
  abstract page(afterId: string, limit: number): Promise<StatePage>;
}
