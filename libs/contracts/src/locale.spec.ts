import { describe, expect, it } from '@jest/globals';
import { languageOf, Locale } from './locale.js';

describe('a locale', () => {
  it.each([
    ['ko', 'ko'],
    ['KO-kr', 'ko-KR'],
    ['en-GB', 'en-GB'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('%s is the language tag %s', (value, tag) => {
    expect(Locale.parse(value)).toBe(tag);
  });

  it.each(['', 'ko_KR', 'korean language', 'x'.repeat(36), '../ko'])('%j is not a language tag', (value) => {
    expect(Locale.safeParse(value).success).toBe(false);
  });

  it.each([
    ['ko', 'ko'],
    ['ko-KR', 'ko'],
    ['kok', 'en'],
    ['en-US', 'en'],
    ['fr', 'en'],
  ] as const)('%s has messages in the language %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
