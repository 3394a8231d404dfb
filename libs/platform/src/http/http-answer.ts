/** A response whose status or headers depend on the outcome; controllers return it instead of a plain body. */
export class HttpAnswer {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export const answer = (status: number, body?: unknown, headers?: Record<string, string>): HttpAnswer =>
  new HttpAnswer(status, body, headers);

/** `Vary` with one more field: the edge has added `Origin` to it already. */
export function varyOf(existing: number | string | string[] | undefined, more: string): string {
  const fields = [existing ?? '', more].flat().join(',').split(',');
  return [...new Set(fields.map((field) => field.trim()).filter(Boolean))].join(', ');
}
