import { CallFailed } from '../src/call-failed.js';
import { CallPolicy, type CallObserver } from '../src/call-policy.js';
import { defaultCallSettings, type CallSettings } from '../src/call-settings.js';

const settings: CallSettings = { ...defaultCallSettings, retries: 0 };

/** What the observer was notified of, in order. */
export const seen: string[] = [];
/** The current limit of concurrent calls. */
export let limit = 0;
const observer: CallObserver = {
  ended: (outcome) => seen.push(outcome),
  retried: (fault) => seen.push(`retried after ${fault}`),
  breaker: (state) => seen.push(state),
  limit: (calls) => void (limit = calls),
};
export const policyWith = (changes: Partial<CallSettings> = {}) =>
  new CallPolicy('payment', { ...settings, ...changes }, observer);

export const never = () => new Promise<never>(() => undefined);
export const fault = () => Promise.reject(new Error('connection reset'));
export const answer = () => Promise.resolve('COMPLETED');
export const reasonOf = (call: Promise<unknown>) =>
  call.then(
    (value) => value,
    (error: unknown) => (error instanceof CallFailed ? error.reason : error),
  );
