/**
 * `value` as libsql can bind it: it aborts the whole process on what it cannot bind, and cuts text at a NUL.
 * Dates become UTC text with milliseconds, as TypeORM stores them; booleans become 0 and 1.
 * @throws TypeError for whatever has no safe form
 */
export function bindable(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value;
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return utcText(value);
  throw new TypeError(`sqlite cannot keep ${kindOf(value)}`);
}

const utcText = (date: Date): string => date.toISOString().replace('T', ' ').replace('Z', '');

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text with a NUL character';
  if (typeof value === 'object') return `a value of class ${value?.constructor.name ?? 'Object'}`;
  return `a ${typeof value} such as this`;
}
