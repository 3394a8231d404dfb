import { isStoreFault, type Database } from '#persistence';
import type { Applied, Inbox } from './inbox.js';

const PING_INTERVAL_MS = 500;

/** The store of a read model without a `Database`. */
export abstract class EffectStore {
  /** Whether the error is the store's fault and not the message's: connection lost, disk full. */
  abstract isFault(error: unknown): boolean;
  abstract ping(): Promise<void>;
}

export interface EffectGuard {
  /** @param subject messages about one subject take effect in the order of their arrival */
  once(messageId: string, subject: string, effect: () => Promise<void>): Promise<Applied>;
  isStoreFault(error: unknown): boolean;
  ping(): Promise<void>;
}

export const inboxGuard = (database: Database, inbox: Inbox): EffectGuard => ({
  once: (messageId, subject, effect) => inbox.once(messageId, subject, effect),
  isStoreFault,
  ping: () => database.ping(),
});

/** Runs every effect: the sequences inside the states make a repeated one harmless. */
export const sequenceGuard = (store: EffectStore): EffectGuard => ({
  once: async (_messageId, _subject, effect) => {
    await effect();
    return 'applied';
  },
  isStoreFault: (error) => store.isFault(error),
  ping: () => store.ping(),
});

/** Pauses before the first ping as well: a full disk answers a ping and still refuses the next write. */
export async function storeResponds(guard: EffectGuard, signal: AbortSignal): Promise<void> {
  do {
    await new Promise((wake) => setTimeout(wake, PING_INTERVAL_MS).unref());
    try {
      await guard.ping();
      return;
    } catch {
      continue; // Still down, which the consumer logged when it paused.
    }
  } while (!signal.aborted);
}
