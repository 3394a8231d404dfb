import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ambientContext, currentContext, inContext, newContext, traceIdOf } from './context.js';
import { contextOfHeaders, headersOfContext } from './correlation.js';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a context', () => {
  it('is found again in everything that runs inside it, and nowhere else', async () => {
    const correlationOf = (correlationId: string) =>
      inContext({ correlationId }, async () => {
        await pause(1);
        return currentContext().correlationId;
      });
    expect(await Promise.all([correlationOf('mina'), correlationOf('joon')])).toEqual(['mina', 'joon']);
    expect(ambientContext()).toBeUndefined();
    expect(currentContext().correlationId).not.toBe(currentContext().correlationId);
  });

  it('carries a well-formed trace from its beginning', () => {
    const context = newContext();
    expect(contextOfHeaders(headersOfContext(context))).toEqual(context);
    expect(traceIdOf(context)).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('the headers of a request', () => {
  it('give the context its correlation id and its trace', () => {
    expect(contextOfHeaders({ 'x-correlation-id': 'Mina_1.2-3', traceparent: TRACEPARENT })).toEqual({
      correlationId: 'Mina_1.2-3',
      traceparent: TRACEPARENT,
    });
  });

  it.each(['', 'a b', 'x'.repeat(129), 'mina\n', '<script>', 'mina, joon'])(
    'are replaced where the correlation id is %j',
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
  ])('are replaced where the traceparent is %j', (traceparent) => {
    const given = contextOfHeaders({ traceparent });
    expect(given.traceparent).not.toBe(traceparent);
    expect(given.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });
});
