import { useEffect, useState } from 'react';

let offsetMs = 0;

/** Deadlines depend on the server's clock, so its `Date` header corrects the clock of this device. */
export function learnServerTime(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  // The date of a cached response is in the past.
  if (!Number.isNaN(date) && !response.headers.has('age'))
    offsetMs = Math.round((date + 500 - Date.now()) / 1000) * 1000;
}

export const serverNow = (): number => Date.now() + offsetMs;

/** Milliseconds until `deadline` by the server's clock, updated each second; 0 once it has passed. */
export function useTimeLeft(deadline: string): number {
  const [left, setLeft] = useState(() => timeLeft(deadline));
  useEffect(() => {
    setLeft(timeLeft(deadline));
    const timer = setInterval(() => setLeft(timeLeft(deadline)), 1_000);
    return () => clearInterval(timer);
  }, [deadline]);
  return left;
}

const timeLeft = (deadline: string): number => Math.max(0, Date.parse(deadline) - serverNow());
