/** A request leaves these or not; they say nothing of the publisher. */
const OF_THE_REQUEST = ['causationid', 'traceparent', 'resync', 'name'];

/** What there is in an event and of which JSON type, a line a field: `data.confirmedAt: string`. */
export function shapeOf(event: object): string {
  const told = Object.entries(event).filter(([key]) => !OF_THE_REQUEST.includes(key));
  return [...new Set(told.flatMap(([key, value]) => linesOf(key, value)))].sort().join('\n');
}

function linesOf(at: string, value: unknown): string[] {
  if (value === null) return [`${at}: null`];
  if (Array.isArray(value))
    return value.length === 0 ? [`${at}: []`] : value.flatMap((each) => linesOf(`${at}[]`, each));
  if (typeof value !== 'object') return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([key, each]) => linesOf(`${at}.${key}`, each));
}
