import { z } from 'zod';
import type { EventName } from './catalog.js';

export const RESYNC_REQUESTED = 'resync-requested.v1';

export const resyncFinishedKeyOf = (consumer: string): string => `resync-finished.${consumer}.v1`;

/** A duplicate request is ignored. */
export const ResyncRequested = z.object({
  requestId: z.uuidv7(),
  consumer: z.string().regex(/^[a-z][a-z-]{0,40}$/),
  requestedAt: z.iso.datetime({ precision: 3 }),
});
export type ResyncRequested = z.infer<typeof ResyncRequested>;

/** A publisher has re-published everything; `emitted` is the number of distinct events, so that the consumer can count them. */
export const ResyncFinished = z.object({
  requestId: z.uuidv7(),
  consumer: z.string(),
  source: z.string(),
  emitted: z.int().min(0),
});
export type ResyncFinished = z.infer<typeof ResyncFinished>;

export const REPUBLISH_REQUESTED = 'republish-requested.v1';

/** Of an event that its publisher publishes again, unchanged and for one consumer only. */
export const republishKeyOf = (consumer: string, event: EventName): string => `republish.${consumer}.${event}.v1`;

/** Asks every publisher to publish events in its outbox again, for one consumer only, whose inbox recognizes those that it had. */
export const RepublishRequested = ResyncRequested.extend({
  events: z.array(z.string().max(64)).min(1),
  /** When the events were stored; without it, everything that the outbox still holds. */
  from: z.iso.datetime({ precision: 3 }).optional(),
  to: z.iso.datetime({ precision: 3 }).optional(),
});
export type RepublishRequested = z.infer<typeof RepublishRequested>;

export const rebuildRequestedKeyOf = (consumer: string): string => `rebuild-requested.${consumer}.v1`;

/** An operator requests a rebuild; the resync that it causes carries the same `requestId`, so a duplicate is ignored. */
export const RebuildRequested = z.object({ requestId: z.uuidv7(), requestedAt: z.iso.datetime({ precision: 3 }) });
export type RebuildRequested = z.infer<typeof RebuildRequested>;
