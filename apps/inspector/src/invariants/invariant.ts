/** One rule that the stores must keep, judged on one thing at a time. */
export interface Invariant<Thing> {
  /** Its numbers in the lists of the domain (1 to 10) and of the faults (F1 to F10). */
  numbers: string[];
  /** The rule as a sentence. */
  rule: string;
  /** What breaks it, each as a sentence that names its ids; none: it holds. */
  broken(thing: Thing, at: Moment): string[];
}

/** What «overdue» is measured by. */
export interface Moment {
  now: Date;
  /** How long something may wait for its sweep, in milliseconds. */
  graceMs: number;
}

/** Whether that instant passed longer ago than a sweep may take. */
export const isLongPast = (instant: string, { now, graceMs }: Moment): boolean =>
  Date.parse(instant) + graceMs < now.getTime();

/** The sentence, if it is true. */
export const when = (isSo: boolean, sentence: string): string[] => (isSo ? [sentence] : []);
