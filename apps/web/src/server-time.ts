import { useEffect, useState } from 'react';

let offsetMs = 0;
let isExact = false;
const COARSE_MS = 2_000;

/** Deadlines depend on the server's clock, so its `Date` header corrects the clock of this device. */
export function learnServerTime(response: Response): void {
  const date = Date.parse(response.headers.get('date') ?? '');
  // The date of a cached response is in the past.
  if (isExact && Math.abs(date - Date.now() - offsetMs) < COARSE_MS) return;
  if (!Number.isNaN(date) && !response.headers.has('age'))
    offsetMs = Math.round((date + 500 - Date.now()) / 1000) * 1000;
}

/** The `Date` header has seconds only, which is too coarse for the moment of an opening. @param sentAt when this device requested it */
export function learnExactTime(serverTime: string, sentAt: number): void {
  offsetMs = Date.parse(serverTime) - (sentAt + Date.now()) / 2;
  isExact = true;
}

export const serverNow = (): number => Date.now() + offsetMs;

/** Milliseconds until `deadline` by the server's clock, updated each second; 0 once it has passed, or without one. */
export function useTimeLeft(deadline: string | undefined): number {
  const [left, setLeft] = useState(() => timeLeft(deadline));
  useEffect(() => {
    setLeft(timeLeft(deadline));
    if (deadline === undefined) return undefined;
    const timer = setInterval(() => setLeft(timeLeft(deadline)), 1_000);
    return () => clearInterval(timer);
  }, [deadline]);
  return left;
}

const timeLeft = (deadline: string | undefined): number =>
  deadline === undefined ? 0 : Math.max(0, Date.parse(deadline) - serverNow());
