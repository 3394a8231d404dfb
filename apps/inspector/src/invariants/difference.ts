/** What of the state is shown otherwise: `status CONFIRMED for CANCELED`. Empty: they are the same, whatever the order of their fields. */
export function difference(shown: object, state: object): string[] {
  const [theirs, ours] = [shown, state] as Record<string, unknown>[];
  const fields = [...new Set([...Object.keys(ours!), ...Object.keys(theirs!)])].sort();
  return fields
    .filter((field) => canonical(theirs![field]) !== canonical(ours![field]))
    .map((field) => `${field} ${told(theirs![field])} for ${told(ours![field])}`);
}

const MOST_TOLD = 60;

function told(value: unknown): string {
  const text = typeof value === 'string' ? value : (canonical(value) ?? 'nothing');
  return text.length > MOST_TOLD ? `${text.slice(0, MOST_TOLD)}…` : text;
}

const canonical = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
