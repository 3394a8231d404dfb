import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SpanContext, Tracer } from '@opentelemetry/api';

export interface Context {
  /** From the client or generated; part of every event, log line and call. */
  correlationId: string;
  /** Id of the causing event; absent at the first step. */
  causationId?: string;
  traceparent?: string;
  tracer?: Tracer;
}

const storage = new AsyncLocalStorage<Context>();

export const currentContext = (): Context => storage.getStore() ?? newContext();

export const ambientContext = (): Context | undefined => storage.getStore();

export const inContext = <T>(context: Context, run: () => T): T => storage.run(context, run);

export const newContext = (): Context => ({ correlationId: randomUUID(), traceparent: newTraceparent() });

const CORRELATION_ID = /^[A-Za-z0-9._-]{1,128}$/;

export function contextOfHeaders(headers: IncomingHttpHeaders): Context {
  const { 'x-correlation-id': correlationId, traceparent } = headers;
  const isValid = typeof correlationId === 'string' && CORRELATION_ID.test(correlationId);
  return {
    correlationId: isValid ? correlationId : randomUUID(),
    traceparent: isTraceparent(traceparent) ? traceparent : newTraceparent(),
  };
}

export const headersOfContext = (context: Context): Record<string, string> => ({
  'x-correlation-id': context.correlationId,
  ...(context.traceparent && { traceparent: context.traceparent }),
});

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

export const isTraceparent = (value: unknown): value is string => typeof value === 'string' && TRACEPARENT.test(value);

export const newTraceparent = (): string => `00-${randomHex()}-${randomHex().slice(16)}-01`;

// Node generates random UUIDs in advance: ten times cheaper than random bytes, and 122 random bits are enough.
const randomHex = (): string => randomUUID().replaceAll('-', '');

export const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

export function spanContextOf(traceparent: string | undefined, isRemote: boolean): SpanContext | undefined {
  if (!isTraceparent(traceparent)) return undefined;
  const [, traceId, spanId, flags] = traceparent.split('-');
  return { traceId: traceId!, spanId: spanId!, traceFlags: Number.parseInt(flags!, 16), isRemote };
}

export const traceIdOf = (context: Context): string | undefined => context.traceparent?.slice(3, 35);

/** 16 hex digits; the span exists only if tracing is on. */
export const spanIdOf = (context: Context): string | undefined => context.traceparent?.slice(36, 52);
