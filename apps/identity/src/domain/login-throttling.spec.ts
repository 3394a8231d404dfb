import { describe, expect, it } from '@jest/globals';
import { secondsToWait, withAnotherFailure, type LoginFailures } from './login-throttling.js';

const noon = new Date('2027-02-01T12:00:00.000Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

function failedTimes(times: number, at = noon): LoginFailures {
  let failures = withAnotherFailure(undefined, at);
  for (let n = 1; n < times; n++) failures = withAnotherFailure(failures, at);
  return failures;
}

describe('login throttling', () => {
  it('requires no wait before the fifth failure', () => {
    expect(secondsToWait(undefined, noon)).toBe(0);
    expect(secondsToWait(failedTimes(4), noon)).toBe(0);
  });

  it('requires a wait of five seconds after the fifth failure', () => {
    expect(secondsToWait(failedTimes(5), noon)).toBe(5);
    expect(secondsToWait(failedTimes(5), later(4.5))).toBe(1);
    expect(secondsToWait(failedTimes(5), later(5))).toBe(0);
  });

  it('doubles the wait after each further failure, up to 15 minutes', () => {
    expect([6, 7, 8].map((times) => secondsToWait(failedTimes(times), noon))).toEqual([10, 20, 40]);
    expect(secondsToWait(failedTimes(13), noon)).toBe(900);
    expect(secondsToWait(failedTimes(2000), noon)).toBe(900);
  });

  it('forgets failures after a day without attempts', () => {
    const failures = failedTimes(9);

    expect(secondsToWait(failures, later(86_401))).toBe(0);
    expect(withAnotherFailure(failures, later(86_401)).count).toBe(1);
    expect(withAnotherFailure(failures, later(86_399)).count).toBe(10);
  });

  it('does not extend the wait if the clock was set back', () => {
    expect(secondsToWait(failedTimes(5), later(-3600))).toBe(5);
  });
});
