/** Whether the client would rather have CSV than JSON (RFC 9110, 12.5.1; of equals, JSON). */
export const prefersCsv = (accept: string | undefined): boolean =>
  accept !== undefined && qualityOf('text/csv', accept) > qualityOf('application/json', accept);

function qualityOf(type: string, accept: string): number {
  const ranges = accept.split(',').map((part) => part.split(';').map((piece) => piece.trim().toLowerCase()));
  const wanted = [type, `${type.split('/')[0]}/*`, '*/*'];
  for (const name of wanted) {
    const range = ranges.find(([media]) => media === name);
    if (range) return weightOf(range.slice(1));
  }
  return 0;
}

function weightOf(parameters: string[]): number {
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return weight === undefined ? 1 : Number(weight) || 0;
}
