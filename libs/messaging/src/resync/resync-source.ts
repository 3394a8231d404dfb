import type { NewEvent } from '#contracts';

/** One page of current states, as the events that would announce them. */
export interface StatePage {
  events: NewEvent[];
  /** Id of the last aggregate of this page, to continue after; absent on the last page. */
  last?: string;
}

/** One kind of aggregate whose current states the service can re-publish, page by page, in the order of their ids. */
export abstract class ResyncSource {
  /** Kind of the aggregate, such as `lecture`: unique within the service. */
  abstract readonly kind: string;
  /** Reads inside the open transaction. @param afterId '' for the first page */
  abstract page(afterId: string, limit: number): Promise<StatePage>;
}

/** The former name of `ResyncSource`. */
export { ResyncSource as ReEmits };
