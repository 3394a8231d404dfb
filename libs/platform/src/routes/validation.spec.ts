import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultsOf } from './validation.js';

const Lecture = z.strictObject({
  title: z.string().max(10),
  sessions: z.array(z.strictObject({ place: z.string() })).optional(),
  payment: z
    .union([z.strictObject({ card: z.string(), expiry: z.string() }), z.strictObject({ cash: z.int() })])
    .optional(),
});

const faults = (value: unknown, pointer = '') => faultsOf(Lecture.safeParse(value).error!, pointer);

describe('faultsOf', () => {
  it('reports every fault with its JSON pointer', () => {
    expect(faults({ sessions: [{ place: 'Room 301' }, { place: 7 }] })).toEqual([
      { pointer: '/title', detail: 'is required' },
      { pointer: '/sessions/1/place', detail: expect.stringContaining('expected string') },
    ]);
  });

  it('reports every unknown field separately, with slashes and tildes escaped', () => {
    expect(faults({ title: 'Graphs', 'a/b': 1, '~': 2 })).toEqual([
      { pointer: '/a~1b', detail: 'is not a known field' },
      { pointer: '/~0', detail: 'is not a known field' },
    ]);
  });

  it('reports the faults of the closest branch of a union', () => {
    expect(faults({ title: 'Graphs', payment: { cash: 'much' } })).toEqual([
      { pointer: '/payment/cash', detail: expect.stringContaining('expected number') },
    ]);
  });

  it('prefixes pointers with the part of the request', () => {
    expect(faults({ title: 1 }, '/query')[0]!.pointer).toBe('/query/title');
  });

  it('limits the number and length of faults', () => {
    const hostile = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`${'k'.repeat(900)}${i}`, i]));
    const reported = faults({ title: 'Graphs', ...hostile });
    expect(reported).toHaveLength(100);
    expect(JSON.stringify(reported).length).toBeLessThan(30_000);
  });
});
