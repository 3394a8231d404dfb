import type { KnownLecture } from '../domain/lecture-news.js';

/** Copies of lectures, from their events, and what their students were told of them. */
export abstract class KnownLectures {
  /** The lecture, which nobody changes before the transaction that is open here has ended. */
  abstract hold(id: string): Promise<KnownLecture | undefined>;
  /** Loads, decides and stores; where nothing is decided nothing changes: the news is stale. */
  abstract change(
    id: string,
    decide: (known: KnownLecture | undefined) => KnownLecture | undefined,
  ): Promise<'kept' | 'stale'>;
  /** The same, and from `at` on everybody registered is told of it, from the first one on. */
  abstract announce(
    id: string,
    decide: (known: KnownLecture | undefined) => KnownLecture | undefined,
    at: Date,
  ): Promise<void>;
}
