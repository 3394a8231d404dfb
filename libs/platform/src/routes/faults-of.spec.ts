import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { faultsOf } from './faults-of.js';

const Lecture = z.strictObject({
  title: z.string().max(10),
  sessions: z.array(z.strictObject({ place: z.string() })).optional(),
  payment: z
    .union([z.strictObject({ card: z.string(), expiry: z.string() }), z.strictObject({ cash: z.int() })])
    .optional(),
});

const faults = (value: unknown, pointer = '') => faultsOf(Lecture.safeParse(value).error!, pointer);

describe('the faults of a request', () => {
  it('are all told, each by its JSON pointer', () => {
    expect(faults({ sessions: [{ place: 'Room 301' }, { place: 7 }] })).toEqual([
      { pointer: '/title', detail: 'is required' },
      { pointer: '/sessions/1/place', detail: expect.stringContaining('expected string') },
    ]);
  });

  it('tell every unknown field on its own, with slashes and tildes escaped', () => {
    expect(faults({ title: 'Graphs', 'a/b': 1, '~': 2 })).toEqual([
      { pointer: '/a~1b', detail: 'is not known here' },
      { pointer: '/~0', detail: 'is not known here' },
    ]);
  });

  it('are told where the request came closest to one of several forms', () => {
    expect(faults({ title: 'Graphs', payment: { cash: 'much' } })).toEqual([
      { pointer: '/payment/cash', detail: expect.stringContaining('expected number') },
    ]);
  });

  it('begin with the part of the request they are in', () => {
    expect(faults({ title: 1 }, '/query')[0]!.pointer).toBe('/query/title');
  });

  it('stay few and short, whatever was sent', () => {
    const hostile = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`${'k'.repeat(900)}${i}`, i]));
    const told = faults({ title: 'Graphs', ...hostile });
    expect(told).toHaveLength(100);
    expect(JSON.stringify(told).length).toBeLessThan(30_000);
  });
});
