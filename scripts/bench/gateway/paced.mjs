import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../measure.mjs';

/**
 * Runs `act` so many times a second, however long each takes. Times count from the moment at which a run was due, so that what
 * holds up one does not hide what the next had to wait; in milliseconds.
 */
export async function paced({ perSecond, seconds }, act) {
  const begun = performance.now();
  const times = [];
  const runs = [];
  const run = async (due) => {
    await act();
    times.push(performance.now() - due);
  };
  while (runs.length < perSecond * seconds) {
    const due = begun + (runs.length / perSecond) * 1000;
    await pause(Math.max(0, due - performance.now()));
    runs.push(run(due));
  }
  await Promise.all(runs);
  times.sort((a, b) => a - b);
  return { amount: times.length, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}
