import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CallFailed } from './call-failed.js';
import { Circuit } from './circuit.js';

const settings = { size: 20, threshold: 0.5, minimumCalls: 10, halfOpenAfterMs: 5_000 };
const seen: string[] = [];
const fault = () => Promise.reject(new Error('connection refused'));
const nothing = () => Promise.reject(new Error('nobody waits any more'));
const answer = () => Promise.resolve('answer');
const circuit = () =>
  new Circuit('lecture', {
    settings,
    isFault: (error) => (error as Error).message === 'connection refused',
    changed: (state) => seen.push(state),
  });
const outcomeOf = (call: Promise<unknown>) =>
  call.catch((error: unknown) => (error instanceof CallFailed ? error.reason : (error as Error).message));

async function open(): Promise<Circuit> {
  const opened = circuit();
  for (let call = 0; call < 10; call++) await outcomeOf(opened.run(fault));
  expect(opened.state).toBe('OPEN');
  return opened;
}

beforeEach(() => {
  jest.useFakeTimers();
  seen.length = 0;
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a circuit', () => {
  it('opens after ten faults in a row, and then calls nobody', async () => {
    const opened = await open();
    let called = 0;
    expect(await outcomeOf(opened.run(() => (called++, answer())))).toBe('BREAKER_OPEN');
    expect(called).toBe(0);
    expect(seen).toEqual(['OPEN']);
  });

  it('tells how long it pauses, and admits one call after that', async () => {
    const opened = await open();
    await jest.advanceTimersByTimeAsync(1_000);
    expect([opened.pausesMs, opened.admits]).toEqual([4_000, false]);
    await jest.advanceTimersByTimeAsync(4_000);
    expect([opened.pausesMs, opened.admits]).toEqual([0, true]);
    let finish!: () => void;
    const probe = opened.run(() => new Promise<void>((resolve) => (finish = resolve)));
    expect(opened.admits).toBe(false);
    expect(await outcomeOf(opened.run(answer))).toBe('BREAKER_OPEN');
    finish();
    await probe;
    expect([opened.state, opened.admits, opened.pausesMs]).toEqual(['CLOSED', true, 0]);
  });

  it('throws what the call threw, and opens anew when the probe has a fault', async () => {
    const opened = await open();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await outcomeOf(opened.run(fault))).toBe('connection refused');
    expect([opened.state, opened.pausesMs]).toEqual(['OPEN', 5_000]);
  });

  it('does not count what says nothing about the dependency', async () => {
    const calm = circuit();
    for (let call = 0; call < 50; call++) expect(await outcomeOf(calm.run(nothing))).toBe('nobody waits any more');
    expect(calm.state).toBe('CLOSED');
    for (let call = 0; call < 10; call++) {
      await outcomeOf(calm.run(fault));
      await outcomeOf(calm.run(nothing));
    }
    expect(calm.state).toBe('OPEN');
  });

  it('stays open when its probe says nothing', async () => {
    const opened = await open();
    await jest.advanceTimersByTimeAsync(5_000);
    await outcomeOf(opened.run(nothing));
    expect(opened.state).toBe('OPEN');
  });
});
