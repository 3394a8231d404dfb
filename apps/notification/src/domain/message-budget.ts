const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface MessageBudget {
  perHour: number;
  perDay: number;
}

export const budgetBegin = (now: Date): Date => new Date(now.getTime() - DAY_MS);

/** @param sentAt when messages were sent to the address since `budgetBegin`, in any order */
export function withinBudget(
  sentAt: readonly Date[],
  { perHour, perDay }: MessageBudget,
  now: Date,
): 'send' | 'too many today' | { notBefore: Date } {
  if (sentAt.length >= perDay) return 'too many today';
  const thisHour = sentAt.map((at) => at.getTime()).filter((at) => at > now.getTime() - HOUR_MS);
  if (thisHour.length < perHour) return 'send';
  const blocking = thisHour.toSorted((a, b) => b - a)[perHour - 1]!;
  return { notBefore: new Date(blocking + HOUR_MS) };
}
