import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CallFailed } from './call-failed.js';
import { Circuit } from './circuit.js';

const settings = { size: 20, threshold: 0.5, minimumCalls: 10, halfOpenAfterMs: 5_000 };
const seen: string[] = [];
const fault = () => Promise.reject(new Error('connection refused'));
const callerGone = () => Promise.reject(new Error('the caller has left'));
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

describe('Circuit', () => {
  it('opens after ten consecutive faults and then makes no call', async () => {
    const opened = await open();
    let called = 0;
    expect(await outcomeOf(opened.run(() => (called++, answer())))).toBe('BREAKER_OPEN');
    expect(called).toBe(0);
    expect(seen).toEqual(['OPEN']);
  });

  it('reports its remaining pause and admits one call after it', async () => {
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

  it('throws the error of the call and opens again when the probe fails', async () => {
    const opened = await open();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await outcomeOf(opened.run(fault))).toBe('connection refused');
    expect([opened.state, opened.pausesMs]).toEqual(['OPEN', 5_000]);
  });

  it('does not count errors that are not faults of the dependency', async () => {
    const closed = circuit();
    for (let call = 0; call < 50; call++) expect(await outcomeOf(closed.run(callerGone))).toBe('the caller has left');
    expect(closed.state).toBe('CLOSED');
    for (let call = 0; call < 10; call++) {
      await outcomeOf(closed.run(fault));
      await outcomeOf(closed.run(callerGone));
    }
    expect(closed.state).toBe('OPEN');
  });

  it('stays open when its probe fails without a fault of the dependency', async () => {
    const opened = await open();
    await jest.advanceTimersByTimeAsync(5_000);
    await outcomeOf(opened.run(callerGone));
    expect(opened.state).toBe('OPEN');
  });
});
