import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Collector } from '#testing';
import { ambientContext, inContext } from '../context/context.js';
import { Log } from '../log/log.js';
import type { TracingSettings } from '../settings/core-settings.js';
import { JobContext } from './job-context.js';
import { inRemoteSpan, inSpan } from './spans.js';
import { Tracing } from './tracing.js';

const CALLER = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const CALLER_CONTEXT = { correlationId: 'minas-try', traceparent: CALLER };
const settings = (more: Partial<TracingSettings> = {}): TracingSettings => ({
  OTEL_TRACES_SAMPLER: 'parentbased_always_on',
  OTEL_TRACES_SAMPLER_ARG: 1,
  ...more,
});

describe('tracing without a collector', () => {
  it('runs work in its context without a tracer', async () => {
    const tracing = await Tracing.open('notes', settings(), Log.silent());
    expect(tracing).toBe(Tracing.off);
    const seen = await inRemoteSpan(tracing.tracer, CALLER_CONTEXT, 'read', {}, () =>
      inSpan('ask', {}, async () => ambientContext()),
    );
    expect(seen).toBe(CALLER_CONTEXT);
    await tracing.end();
  });
});

describe('tracing with a collector', () => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await Collector.start();
  });
  afterAll(() => collector.stop());

  const traced = (more: Partial<TracingSettings> = {}) =>
    Tracing.open('notes', settings({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`, ...more }), Log.silent());
  const spansNamed = (name: string) => collector.spans.filter((span) => span.name === name);

  it('makes a span a child of the caller’s span, and nested spans its children', async () => {
    const tracing = await traced();
    await inRemoteSpan(tracing.tracer, CALLER_CONTEXT, 'read', {}, () => inSpan('query', {}, async () => undefined));
    await tracing.end();
    const [[read], [query]] = [spansNamed('read'), spansNamed('query')];
    expect(read).toMatchObject({ service: 'notes', traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) });
    expect(query).toMatchObject({ traceId: read!.traceId, parentSpanId: read!.spanId });
  });

  it('records the type of an error but not its message', async () => {
    const tracing = await traced();
    const failing = inRemoteSpan(tracing.tracer, CALLER_CONTEXT, 'fail', {}, () =>
      Promise.reject(new TypeError('mina@sugang.dev is no number')),
    );
    await expect(failing).rejects.toThrow(TypeError);
    await tracing.end();
    expect(spansNamed('fail')).toEqual([
      expect.objectContaining({ failed: true, attributes: { 'error.type': 'TypeError' } }),
    ]);
    expect(collector.received).not.toContain('is no number');
  });

  it.each([
    ['parentbased_traceidratio', 0, CALLER, 1],
    ['parentbased_traceidratio', 0, undefined, 0],
    ['traceidratio', 0, CALLER, 0],
    ['always_off', 1, CALLER, 0],
    ['always_on', 0, CALLER.replace(/01$/, '00'), 1],
  ] as const)('samples with %s %d and parent %s: %d spans', async (OTEL_TRACES_SAMPLER, ratio, traceparent, kept) => {
    const tracing = await traced({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG: ratio });
    const name = `${OTEL_TRACES_SAMPLER} ${traceparent}`;
    const context = { correlationId: 'minas-try', ...(traceparent && { traceparent }) };
    const below = await inRemoteSpan(tracing.tracer, context, name, {}, async () => ambientContext()?.traceparent);
    await tracing.end();
    expect([spansNamed(name).length, below?.slice(-2)]).toEqual([kept, kept === 1 ? '01' : '00']);
  });

  it('leaves a trace of a scheduled job only when its run records a span', async () => {
    const tracing = await traced();
    const [idle, busy] = ['idle', 'busy'].map((task) => new JobContext(tracing.tracer!, task));
    for (const run of [idle!, busy!]) {
      await inContext(run, async () => run === busy && inSpan('send', {}, async () => undefined));
      run.end();
    }
    await tracing.end();
    expect([spansNamed('idle').length, spansNamed('busy').length]).toEqual([0, 1]);
    expect(collector.lineage(spansNamed('send')[0]!)).toEqual(['notes: busy', 'notes: send']);
  });

  it('ends without waiting for a collector that does not respond', async () => {
    const tracing = await traced();
    await inRemoteSpan(tracing.tracer, CALLER_CONTEXT, 'last', {}, async () => undefined);
    collector.behavior = 'says nothing';
    const began = performance.now();
    await tracing.end(200);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
