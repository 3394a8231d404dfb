import { describe, expect, it } from '@jest/globals';
import { problems, type ProblemCode } from './problems.js';
import { isRejection, problemDetail, problemText, problemType, Rejection } from './rejection.js';

const codes = Object.keys(problems) as ProblemCode[];

describe('the problem catalog', () => {
  it.each(codes)('has complete sentences for %s', (code) => {
    const { title, detail, variants = {} } = problemText(code);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    for (const sentence of [detail, ...Object.values(variants)]) expect(sentence).toMatch(/^[A-Z{].*[.]$/);
    expect(detail).not.toContain('{');
  });

  it('gives every code a different type', () => {
    expect(problemType('LECTURE_FULL')).toBe('https://sugang.dev/problems/lecture-full');
    expect(new Set(codes.map(problemType)).size).toBe(codes.length);
  });

  it('replaces placeholders by values and leaves one visible that has no value', () => {
    expect(problemDetail('CAPACITY_BELOW_ENROLLED', 'enrolled', { enrolled: 12 })).toBe(
      '12 students are already enrolled. Choose a capacity of at least 12.',
    );
    expect(problemDetail('CAPACITY_BELOW_ENROLLED', 'enrolled')).toContain('{enrolled}');
  });
});

describe('a rejection', () => {
  it('takes its sentence from the catalog', () => {
    const full = new Rejection('LECTURE_FULL');
    expect(isRejection(full)).toBe(true);
    expect(full).toMatchObject({ code: 'LECTURE_FULL', detail: problems.LECTURE_FULL.detail, extensions: {} });
    expect(full.message).toBe(`LECTURE_FULL: ${problems.LECTURE_FULL.detail}`);
  });

  it('takes the sentence of a variant', () => {
    const rejection = new Rejection('WEAK_PASSWORD', { variant: 'too-short', values: { shortest: 10 } });
    expect(rejection.detail).toBe('The password must have at least 10 characters.');
    // @ts-expect-error a variant that the code does not have
    new Rejection('LECTURE_FULL', { variant: 'too-short' });
  });

  it('carries errors and further members of the problem document', () => {
    const errors = [{ pointer: '/payment', detail: 'is required' }];
    const rejection = new Rejection('INVALID_REQUEST', { detail: 'No payment.', errors, registrationId: '7' });
    expect(rejection.detail).toBe('No payment.');
    expect(rejection.extensions).toEqual({ errors, registrationId: '7' });
  });
});
