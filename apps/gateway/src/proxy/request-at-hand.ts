import type { Route } from '#contracts';

/** What is known of a request beside what is sent: whose it is, how long it is waited for, and whether its client still waits. */
export interface RequestAtHand {
  route: Route;
  /** Aborted when the client has left. */
  left: AbortSignal;
}

/** Times of one kind of answer, in milliseconds. */
export interface Patience {
  /** Until it begins. */
  begins: number;
  /** Of silence within it. */
  silence: number;
}

export type Patiences = Record<NonNullable<Route['answer']> | 'soon', Patience>;

/** Three heartbeats of My Page's stream (15 s): who misses them all has lost the service, and should ask elsewhere. */
const STREAM_SILENCE_MS = 45_000;
const SILENCE_MS = 75_000;

/** How long the gateway waits for an answer of each kind in the route table. */
export const patiencesOf = (soonMs: number, afterPaymentMs: number): Patiences => ({
  soon: { begins: soonMs, silence: SILENCE_MS },
  'after a payment': { begins: afterPaymentMs, silence: SILENCE_MS },
  'as a stream': { begins: soonMs, silence: STREAM_SILENCE_MS },
});
