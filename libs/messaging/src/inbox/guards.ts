import { isStoreFault, type Database } from '#persistence';
import type { EffectStore } from './effect-store.js';
import { AlreadyConsumed, type Inbox } from './inbox.js';

/** How often a store that is out is asked whether it answers again, in milliseconds. */
const ASK_MS = 500;

/** How a consumer's effects are kept from happening twice, and which faults are its store's. */
export interface Guard {
  /** Runs the effect of a message; `duplicate` when it has happened already. */
  once(messageId: string, effect: () => Promise<void>): Promise<'applied' | 'duplicate'>;
  /** Remembers a message whose effect is there without it. */
  remember(messageId: string): Promise<'applied' | 'duplicate'>;
  isStoreFault(error: unknown): boolean;
  ping(): Promise<void>;
}

/** By a row in the inbox, in one transaction with the effect. */
export const inboxGuard = (database: Database, inbox: Inbox): Guard => ({
  once: (messageId, effect) => unlessConsumed(inbox.once(messageId, effect)),
  remember: (messageId) => unlessConsumed(inbox.remember(messageId)),
  isStoreFault,
  ping: () => database.ping(),
});

async function unlessConsumed(consumed: Promise<void>): Promise<'applied' | 'duplicate'> {
  try {
    await consumed;
    return 'applied';
  } catch (error) {
    if (error instanceof AlreadyConsumed) return 'duplicate';
    throw error;
  }
}

/** By the sequences inside the states: whatever comes twice changes nothing. */
export const sequenceGuard = (store: EffectStore): Guard => ({
  once: async (_messageId, effect) => {
    await effect();
    return 'applied';
  },
  remember: () => Promise.resolve('applied'),
  isStoreFault: (error) => store.isFault(error),
  ping: () => store.ping(),
});

/**
 * Resolves when the store answers, or when `signal` says that nobody waits any more. Both are looked at after a pause, also
 * the first time: a full disk answers a ping and refuses the next write all the same, and a service that ends must not spin.
 */
export async function untilItAnswers(guard: Guard, signal: AbortSignal): Promise<void> {
  do {
    await new Promise((wake) => setTimeout(wake, ASK_MS).unref());
    try {
      await guard.ping();
      return;
    } catch {
      continue; // Still out: that is what is being waited for. The consumer has said so once, when it paused.
    }
  } while (!signal.aborted);
}
