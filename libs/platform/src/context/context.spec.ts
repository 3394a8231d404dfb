import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import {
  ambientContext,
  contextOfHeaders,
  currentContext,
  headersOfContext,
  inContext,
  newContext,
  traceIdOf,
} from './context.js';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a context', () => {
  it('is ambient in everything that runs inside it, and nowhere else', async () => {
    const correlationOf = (correlationId: string) =>
      inContext({ correlationId }, async () => {
        await pause(1);
        return currentContext().correlationId;
      });
    expect(await Promise.all([correlationOf('mina'), correlationOf('joon')])).toEqual(['mina', 'joon']);
    expect(ambientContext()).toBeUndefined();
    expect(currentContext().correlationId).not.toBe(currentContext().correlationId);
  });

  it('starts with a valid traceparent', () => {
    const context = newContext();
    expect(contextOfHeaders(headersOfContext(context))).toEqual(context);
    expect(traceIdOf(context)).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('contextOfHeaders', () => {
  it('reads the correlation id and the traceparent', () => {
    expect(contextOfHeaders({ 'x-correlation-id': 'Mina_1.2-3', traceparent: TRACEPARENT })).toEqual({
      correlationId: 'Mina_1.2-3',
      traceparent: TRACEPARENT,
    });
  });

  it.each(['', 'a b', 'x'.repeat(129), 'mina\n', '<script>', 'mina, joon'])(
    'replaces the invalid correlation id %j',
    (given) => {
      const { correlationId } = contextOfHeaders({ 'x-correlation-id': given });
      expect(correlationId).not.toBe(given);
      expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it.each([
    'nonsense',
    TRACEPARENT.toUpperCase(),
    TRACEPARENT.replace('00-', 'ff-'),
    '00-00000000000000000000000000000000-00f067aa0ba902b7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01',
    `${TRACEPARENT}-more`,
  ])('replaces the invalid traceparent %j', (traceparent) => {
    const given = contextOfHeaders({ traceparent });
    expect(given.traceparent).not.toBe(traceparent);
    expect(given.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
