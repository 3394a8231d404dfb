import { describe, expect, it } from '@jest/globals';
import { Limit } from '#contracts';
import { z } from 'zod';
import { Schemas } from './schemas.js';

const Fee = z.strictObject({ amount: z.int().min(0) }).meta({ id: 'Fee', example: { amount: 1 } });
const Course = z.object({ fee: Fee, tags: z.array(z.string()).default([]) }).meta({ id: 'Course' });
const Plan = z.object({ courses: z.array(Course) }).meta({ id: 'Plan' });

describe('Schemas', () => {
  it('creates one component per schema with an id', () => {
    const schemas = new Schemas();
    expect(schemas.of(z.object({ fee: Fee.nullable() }), 'input')).toMatchObject({
      properties: { fee: { anyOf: [{ $ref: '#/components/schemas/Fee' }, { type: 'null' }] } },
    });
    expect(schemas.of(Fee, 'output')).toEqual({ $ref: '#/components/schemas/Fee' });
    expect(Object.keys(schemas.components)).toEqual(['Fee']);
  });

  it('separates request and response forms that differ, including everything that refers to them', () => {
    const schemas = new Schemas();
    expect(schemas.of(Plan, 'input')).toEqual({ $ref: '#/components/schemas/Plan' });
    expect(schemas.of(Plan, 'output')).toEqual({ $ref: '#/components/schemas/PlanOutput' });
    expect(Object.keys(schemas.components).toSorted()).toEqual(['Course', 'CourseOutput', 'Fee', 'Plan', 'PlanOutput']);
    expect(schemas.components['Course']!.required).toEqual(['fee']);
    expect(schemas.components['CourseOutput']!.required).toEqual(['fee', 'tags']);
  });

  it('allows additional fields in responses but not in requests', () => {
    const schemas = new Schemas();
    schemas.of(z.strictObject({ title: z.string() }).meta({ id: 'Asked' }), 'input');
    schemas.of(Plan, 'output');
    expect(schemas.components['Asked']).toHaveProperty('additionalProperties', false);
    expect(schemas.components['PlanOutput']).not.toHaveProperty('additionalProperties');
  });

  it('lists the values of an enumeration: all in requests, the known ones in responses', () => {
    const Level = z.enum(['easy', 'hard']).meta({ id: 'Level' });
    const schemas = new Schemas();
    const Exam = z.object({ level: Level.describe('How hard it is.') }).meta({ id: 'Exam' });
    expect(schemas.of(z.strictObject({ level: Level }), 'input')).toMatchObject({
      properties: { level: { enum: ['easy', 'hard'] } },
    });
    schemas.of(Exam, 'output');
    expect(schemas.components).toMatchObject({
      Exam: { properties: { level: { $ref: '#/components/schemas/Level', description: 'How hard it is.' } } },
      Level: { type: 'string', 'x-extensible-enum': ['easy', 'hard'] },
    });
    expect(schemas.components['Level']).not.toHaveProperty('enum');
    expect(() => schemas.of(Exam, 'input')).toThrow('Exam is used in requests and in responses');
  });

  it('includes explicit limits and defaults, and omits the bounds of every integer', () => {
    const schema = new Schemas().of(z.object({ limit: Limit, attempt: z.int() }), 'input');
    expect(schema).toMatchObject({
      properties: {
        limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        attempt: { type: 'integer' },
      },
    });
    expect(JSON.stringify(schema)).not.toContain('9007199254740991');
  });
});
