import { z } from 'zod';

/** Routing key of a consumer's request: «send me the current state of all your aggregates again». */
export const RESYNC_REQUESTED = 'resync-requested.v1';

/** Routing key of an owner's notice to one consumer: «that was all». */
export const resyncFinishedKeyOf = (consumer: string): string => `resync-finished.${consumer}.v1`;

/** One consumer asks every owner to re-emit its current states; a request seen twice is one request. */
export const ResyncRequested = z.object({
  requestId: z.uuidv7(),
  consumer: z.string().regex(/^[a-z][a-z-]{0,40}$/),
  requestedAt: z.iso.datetime({ precision: 3 }),
});
export type ResyncRequested = z.infer<typeof ResyncRequested>;

/** An owner has re-emitted everything: `emitted` is the number of distinct events, so that the consumer can count. */
export const ResyncFinished = z.object({
  requestId: z.uuidv7(),
  consumer: z.string(),
  source: z.string(),
  emitted: z.int().min(0),
});
export type ResyncFinished = z.infer<typeof ResyncFinished>;

/** Routing key of an operator's request to a read model: «grow your views anew, beside the ones that are read». */
export const rebuildRequestedKeyOf = (consumer: string): string => `rebuild-requested.${consumer}.v1`;

/** An operator wants a read model rebuilt; its resync carries the same `requestId`, so a request seen twice is one rebuild. */
export const RebuildRequested = z.object({ requestId: z.uuidv7(), requestedAt: z.iso.datetime({ precision: 3 }) });
export type RebuildRequested = z.infer<typeof RebuildRequested>;
