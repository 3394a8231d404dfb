import { setTimeout as pause } from 'node:timers/promises';

const BUCKET = /^sugang_view_lag_seconds_bucket\{.*le="([^"]+)".*\} (\d+)$/gm;

/**
 * My Page's lag while registrations come at a steady pace: from an event's time until its view shows it, for all events of the
 * round, by the service's own histogram. The quantiles are the upper bounds of their buckets, in milliseconds.
 */
export async function lagAtPace({ perSecond, seconds, register, mypagePort, settled }) {
  const before = await buckets(mypagePort);
  const asked = [];
  const begun = performance.now();
  while (asked.length < perSecond * seconds) {
    asked.push(register());
    await pause(Math.max(0, (asked.length / perSecond) * 1000 - (performance.now() - begun)));
  }
  const answers = await Promise.all(asked);
  await settled();
  const after = await buckets(mypagePort);
  const counts = after.map(([bound, count]) => [bound, count - (before.find(([same]) => same === bound)?.[1] ?? 0)]);
  const events = counts.at(-1)?.[1] ?? 0;
  const quantile = (q) => counts.find(([, count]) => count >= q * events)[0] * 1000;
  return { perSecond, seconds, events, confirmed: answers.filter((status) => status === 201).length, ...of(quantile) };
}

const of = (quantile) => ({ medianMs: quantile(0.5), p99Ms: quantile(0.99) });

/** Upper bound in seconds and cumulated count of every bucket, over all labels. */
async function buckets(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const sums = new Map();
  for (const [, bound, count] of text.matchAll(BUCKET)) {
    const le = bound === '+Inf' ? Infinity : Number(bound);
    sums.set(le, (sums.get(le) ?? 0) + Number(count));
  }
  return [...sums].sort(([a], [b]) => a - b);
}
