import { z } from 'zod';

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

export const rebuildRequestedKeyOf = (consumer: string): string => `rebuild-requested.${consumer}.v1`;

/** An operator requests a rebuild; the resync that it causes carries the same `requestId`, so a duplicate is ignored. */
export const RebuildRequested = z.object({ requestId: z.uuidv7(), requestedAt: z.iso.datetime({ precision: 3 }) });
export type RebuildRequested = z.infer<typeof RebuildRequested>;
