/**
 * `value` as libsql can bind it: it aborts the whole process on what it cannot bind, and cuts text at a NUL.
 * Dates become UTC text with milliseconds, as TypeORM stores them; booleans become 0 and 1.
 * @throws TypeError for whatever has no safe form
 */
export function bindable(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  switch (typeof value) {
    case 'string':
      if (!value.includes('\0')) return value;
      throw new TypeError('sqlite cannot keep text after a NUL character');
    case 'boolean':
      return value ? 1 : 0;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    case 'bigint':
      if (BigInt.asIntN(64, value) === value) return value;
      break;
    default:
      if (Buffer.isBuffer(value)) return value;
      if (value instanceof Date && !Number.isNaN(value.getTime())) return utcText(value);
  }
  throw new TypeError(`sqlite cannot bind ${describe(value)}`);
}

const utcText = (date: Date): string => date.toISOString().replace('T', ' ').replace('Z', '');

const describe = (value: unknown): string =>
  typeof value === 'object'
    ? `a value of class ${value?.constructor?.name ?? 'Object'}`
    : `${typeof value} ${String(value)}`;
