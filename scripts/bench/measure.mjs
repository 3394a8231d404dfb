/** Runs `act(0) … act(amount - 1)` with so many clients at a time; times in milliseconds. */
export async function measure({ clients, amount }, act) {
  const times = [];
  let next = 0;
  const begun = performance.now();
  const client = async () => {
    while (next < amount) {
      const n = next++;
      const started = performance.now();
      await act(n);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return { amount, perSecond: amount / seconds, medianMs: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
