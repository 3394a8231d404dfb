import { describe, expect, it } from '@jest/globals';
import { Id, InstantInput, Money, SubjectId, text, PersonName, singleLine } from './values.js';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('an id', () => {
  it('accepts any UUID and ignores its case', () => {
    expect(Id.parse('0193A5B0-7C1E-7D4A-9B56-0C8F6E2F1A01')).toBe('0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01');
    expect(accepts(Id, '00000000-0000-4000-8000-000000000000')).toBe(true);
    expect(accepts(Id, 'algorithms-101')).toBe(false);
  });
});

describe('the subject of an account', () => {
  it('is chosen by the identity provider and has at most 128 characters', () => {
    expect(accepts(SubjectId, 'auth0|mina')).toBe(true);
    expect(accepts(SubjectId, 'm'.repeat(128))).toBe(true);
    expect(accepts(SubjectId, 'm'.repeat(129))).toBe(false);
    expect(accepts(SubjectId, '')).toBe(false);
  });
});

describe('an instant that a client sends', () => {
  it('accepts any offset and stores UTC with milliseconds', () => {
    expect(InstantInput.parse('2027-03-02T10:00:00+09:00')).toBe('2027-03-02T01:00:00.000Z');
  });

  it.each(['2027-02-30T10:00:00Z', '1969-12-31T23:59:59Z', '3000-01-01T00:00:00Z', '2027-03-02', ''])(
    'rejects %j, which is not an instant between 1970 and 2999',
    (value) => {
      expect(accepts(InstantInput, value)).toBe(false);
    },
  );
});

describe('money', () => {
  it('accepts only a whole, non-negative number of won', () => {
    expect(accepts(Money, { amount: 49_000, currency: 'KRW' })).toBe(true);
    expect(accepts(Money, { amount: 0, currency: 'KRW' })).toBe(true);
    for (const amount of [-1, 0.5, Number.NaN, '49000', 1_000_000_001]) {
      expect(accepts(Money, { amount, currency: 'KRW' })).toBe(false);
    }
    expect(accepts(Money, { amount: 49_000, currency: 'USD' })).toBe(false);
  });
});

describe('a text that a person wrote', () => {
  it('is trimmed before its length is checked', () => {
    expect(text(1, 5).parse('  수강  ')).toBe('수강');
    expect(accepts(text(1, 5), '   ')).toBe(false);
    expect(accepts(text(1, 5), 'sugang')).toBe(false);
  });

  it('rejects control characters and unpaired surrogates', () => {
    expect(accepts(text(1, 50), 'two\nlines\tand a tab')).toBe(true);
    expect(accepts(text(1, 50), 'a\u0000b')).toBe(false);
    expect(accepts(text(1, 50), '\ud83d')).toBe(false);
  });

  it.each(['\u0085', '\u009f', '\u202e', '\u2066', '\u200f', '\u061c'])(
    'has no C1 or bidirectional control (%j)',
    (control) => {
      expect(accepts(text(1, 50), `a${control}b`)).toBe(false);
    },
  );

  it.each(['\u3164', '\u200b', '\u2800', '\u115f', '\u00ad', '\uffa0', '\u0301'])(
    'is rejected when %j is all that it contains',
    (invisible) => {
      expect(accepts(text(1, 50), invisible)).toBe(false);
      expect(accepts(text(1, 50), `a${invisible}`)).toBe(true);
    },
  );

  it('is normalized to NFC, so that Hangul typed on a Mac equals Hangul typed elsewhere', () => {
    expect(text(1, 5).parse('수강'.normalize('NFD'))).toBe('수강');
  });

  it('may be empty where the minimum is 0', () => {
    expect(text(0, 5).parse('')).toBe('');
  });
});

describe('a single line', () => {
  it.each(['a\nb', 'a\rb', 'a\tb', 'a\u2028b', 'a\u2029b'])('rejects the line break in %j', (value) => {
    expect(accepts(singleLine(1, 50), value)).toBe(false);
  });
});

describe('the name of a person', () => {
  it.each(['Mina', '김미나', 'Dr. Park', 'J.R. Kim', "Anne-Marie O'Neill", 'Nguyễn Thị Hà', '😀'])(
    'accepts %s',
    (name) => {
      expect(accepts(PersonName, name)).toBe(true);
    },
  );

  it.each([
    'You won! http://evil.example',
    'visit www.evil.example',
    'evil.example/win',
    'line\nbreak',
    'n'.repeat(81),
  ])('rejects %j, which could turn a mail into an advertisement', (name) =>
    expect(accepts(PersonName, name)).toBe(false),
  );
});
