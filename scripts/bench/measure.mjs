/** Runs `act(0) … act(amount - 1)` with so many clients at a time; times in milliseconds. */
export function measure({ clients, amount }, act) {
  return measured(clients, (n) => n < amount, act);
}

/** Runs `act(0)`, `act(1)` … with so many clients at a time; after `seconds` nothing new is begun. */
export function measureFor({ clients, seconds }, act) {
  const end = performance.now() + seconds * 1000;
  return measured(clients, () => performance.now() < end, act);
}

async function measured(clients, goesOn, act) {
  const times = [];
  let next = 0;
  const begun = performance.now();
  const client = async () => {
    while (goesOn(next)) {
      const n = next++;
      const started = performance.now();
      await act(n);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const amount = times.length;
  return { amount, perSecond: amount / seconds, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

/** The value that a share of `q` (0..1) of the sorted values does not exceed. */
export const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
