import type { Tracer } from '@opentelemetry/api';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

/** What travels with everything one request or event causes. */
export interface Context {
  /** Given by the client or made here; found again on every event, log line and call. */
  correlationId: string;
  /** Id of the event that caused this, absent at the first step. */
  causationId?: string;
  /** W3C trace context. */
  traceparent?: string;
  /** Makes the spans of the service that runs; absent where nothing is traced. */
  tracer?: Tracer;
}

const storage = new AsyncLocalStorage<Context>();

/** The context of whoever is running; a fresh one where there is none (it is then not remembered). */
export const currentContext = (): Context => storage.getStore() ?? newContext();

/** The context of whoever is running, or undefined outside of any. */
export const ambientContext = (): Context | undefined => storage.getStore();

/** Runs `run`, and everything it starts, in the given context. */
export const inContext = <T>(context: Context, run: () => T): T => storage.run(context, run);

/** A context with a new correlation id and a new trace. */
export const newContext = (): Context => ({ correlationId: randomUUID(), traceparent: newTraceparent() });

/** A W3C traceparent with a new trace id, sampled. */
export const newTraceparent = (): string => `00-${randomHex()}-${randomHex().slice(16)}-01`;

// Node keeps random UUIDs in stock: ten times cheaper than random bytes, and 122 random bits are enough.
const randomHex = (): string => randomUUID().replaceAll('-', '');

/** The trace id inside the traceparent of a context, 32 hex digits. */
export const traceIdOf = (context: Context): string | undefined => context.traceparent?.slice(3, 35);

/** The span id inside it, 16 hex digits; only where something is traced does it name a span that exists. */
export const spanIdOf = (context: Context): string | undefined => context.traceparent?.slice(36, 52);
