import { describe, expect, it } from '@jest/globals';
import { bindable } from './libsql-connection.js';

describe('bindable', () => {
  it('returns a value unchanged where SQLite has its type', () => {
    const values = ['수강', '', 0, -1.5, 9n, null, Buffer.from('x')];
    expect(values.map(bindable)).toEqual(values);
  });

  it('converts a value to what TypeORM would store', () => {
    const converted = [undefined, true, false, new Date('2027-03-02T01:00:00.007Z')].map(bindable);
    expect(converted).toEqual([null, 1, 0, '2027-03-02 01:00:00.007']);
  });

  it.each([
    ['NaN', NaN],
    ['an infinite number', Infinity],
    ['an integer above 64 bits', 2n ** 64n],
    ['an invalid date', new Date(NaN)],
    ['a plain object', {}],
    ['an array', []],
    ['a map', new Map()],
    ['a symbol', Symbol('s')],
    ['a function', () => 1],
    ['text with a NUL', 'mina\0joon'],
  ])('rejects %s', (_, value) => {
    expect(() => bindable(value)).toThrow(TypeError);
  });
});
