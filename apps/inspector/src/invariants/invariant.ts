export interface Invariant<Record> {
  numbers: string[];
  rule: string;
  broken(record: Record, at: Moment): string[];
}

export interface Moment {
  now: Date;
  /** How long something may be overdue until the job that handles it has run, in milliseconds. */
  graceMs: number;
}

export const isOverdue = (instant: string, { now, graceMs }: Moment): boolean =>
  Date.parse(instant) + graceMs < now.getTime();

export const when = (condition: boolean, sentence: string): string[] => (condition ? [sentence] : []);

export function difference(shown: object, state: object): string[] {
  const [theirs, ours] = [shown, state] as Record<string, unknown>[];
  const fields = [...new Set([...Object.keys(ours!), ...Object.keys(theirs!)])].sort();
  return fields
    .filter((field) => canonical(theirs![field]) !== canonical(ours![field]))
    .map((field) => `${field} ${shortened(theirs![field])} for ${shortened(ours![field])}`);
}

const MAX_LENGTH = 60;

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : (canonical(value) ?? 'nothing');
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
