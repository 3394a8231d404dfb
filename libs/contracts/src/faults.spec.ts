import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { describedFault, isKnownFault } from './faults.js';
import { problemsInKorean } from './problems-in-korean.js';
import { problems, type ProblemCode } from './problems.js';
import { localized, problemDetail, problemText } from './rejection.js';

const codes = Object.keys(problems) as ProblemCode[];
const placesIn = (sentence: string): string[] => [...new Set(sentence.match(/\{\w+\}/g))].toSorted();

describe('the Korean problem texts', () => {
  it.each(codes)('have the same variants and parameters as the English texts of %s', (code) => {
    const { detail, variants = {} } = problemText(code);
    const korean: { title: string; detail: string; variants?: Record<string, string> } = problemsInKorean[code];
    expect(Object.keys(korean.variants ?? {}).toSorted()).toEqual(Object.keys(variants).toSorted());
    const pairs = [
      [detail, korean.detail],
      ...Object.keys(variants).map((name) => [variants[name], korean.variants![name]]),
    ];
    for (const [english, translation] of pairs) {
      expect(translation).toMatch(/[가-힣].*(다|오|시오)?[.]$/);
      expect(placesIn(translation!)).toEqual(placesIn(english!));
    }
    expect(korean.title).toMatch(/[가-힣]/);
  });

  it('are found by the English sentence and contain its parameters', () => {
    const detail = problemDetail('WEAK_PASSWORD', 'too-short', { shortest: 10 });
    expect(localized('WEAK_PASSWORD', detail, 'ko')).toEqual({
      title: '취약한 비밀번호',
      detail: '비밀번호는 10자 이상이어야 합니다.',
    });
    expect(localized('WEAK_PASSWORD', 'Other words.', 'ko').detail).toBe('Other words.');
    expect(localized('WEAK_PASSWORD', detail, 'en')).toEqual({ title: 'Weak password', detail });
  });
});

describe('a fault', () => {
  it('has a code and parameters, and a sentence in the language of the client', () => {
    const long = { pointer: '/title', detail: 'Too big: expected string to have <=200 characters' };
    expect(describedFault(long, 'en')).toEqual({ ...long, code: 'TOO_LONG', params: { maximum: 200 } });
    expect(describedFault(long, 'ko').detail).toBe('200자 이하여야 합니다.');
    expect(describedFault({ pointer: '/x', detail: 'is odd' }, 'en')).toMatchObject({ code: 'INVALID', params: {} });
    expect(describedFault({ pointer: '/x', detail: 'is odd' }, 'ko').detail).toMatch(/[가-힣]/);
  });
});

/** Fault texts in a source file, except template literals. */
const sentencesIn = (source: string): string[] =>
  [...source.matchAll(/(?:refine\([^']*?|message: |regex\([^']*?|detail: )'([a-z][^'{]* [^'{]*)'/gs)].map(
    ([, sentence]) => sentence!,
  );

describe('the fault catalog', () => {
  it('contains every fault text in the source code of the contracts and services', () => {
    const folders = [
      'libs/contracts/src',
      ...['lecture', 'notification', 'registration', 'identity'].map((app) => `apps/${app}/src`),
    ];
    const sources = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter(
          (file) =>
            /^(domain|http|[\w-]+\.ts)/.test(file) && file.endsWith('.ts') && !/spec|settings|faults/.test(file),
        )
        .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
    );
    const sentences = sources.flatMap(sentencesIn);
    expect(sentences).toContain('must be after startsAt');
    expect(sentences).toContain('must be in the future');
    expect(sentences.filter((sentence) => !isKnownFault(sentence))).toEqual([]);
    expect(isKnownFault('must be blue')).toBe(false);
  });
});
