import { describe, expect, it } from '@jest/globals';
import { problemDetail, type Rejection } from '#contracts';
import { rejectWeakPassword } from './password-strength.js';

const mina = { email: 'mina.kim.2007@sugang.dev', name: 'Mina Kim Seoul' };
const isCommon = (password: string) => password === 'qwertyuiop';

function weakness(password: string): string | undefined {
  try {
    rejectWeakPassword(password, mina, isCommon);
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'WEAK_PASSWORD' });
    return (error as Rejection).detail;
  }
}

describe('rejectWeakPassword', () => {
  it('accepts an uncommon password of ten characters', () => {
    expect(weakness('tangerines')).toBeUndefined();
    expect(weakness('correct horse battery')).toBeUndefined();
  });

  it('rejects a password of nine characters', () => {
    expect(weakness('tangerine')).toMatch(/at least 10/);
  });

  it('counts characters, not bytes or surrogate halves', () => {
    expect(weakness('🍊🍋🍏🍇🍓🍒🍑🥝🍍')).toMatch(/at least 10/);
    expect(weakness('🍊🍋🍏🍇🍓🍒🍑🥝🍍🍉')).toBeUndefined();
  });

  it('rejects a common password in any case', () => {
    expect(weakness('qwertyuiop')).toBe(problemDetail('WEAK_PASSWORD', 'common'));
    expect(weakness('QWERTYuiop')).toBe(problemDetail('WEAK_PASSWORD', 'common'));
  });

  it('rejects the e-mail address and the name of its owner', () => {
    expect(weakness('Mina.Kim.2007@sugang.dev')).toBe(problemDetail('WEAK_PASSWORD', 'personal'));
    expect(weakness('mina.kim.2007')).toBe(problemDetail('WEAK_PASSWORD', 'personal'));
    expect(weakness('mina kim seoul')).toBe(problemDetail('WEAK_PASSWORD', 'personal'));
  });

  it('rejects common passwords with digits and signs added', () => {
    expect(weakness('minakimseoul99!')).toBe(problemDetail('WEAK_PASSWORD', 'personal'));
    expect(weakness('minakimbusan99!')).toBeUndefined();
  });

  it('rejects the name of the service, also with digits and signs', () => {
    expect(weakness('Sugang2026!!')).toBe(problemDetail('WEAK_PASSWORD', 'service'));
    expect(weakness('수강신청2026!!')).toBe(problemDetail('WEAK_PASSWORD', 'service'));
    expect(weakness('1234567890')).toBeUndefined();
  });

  it('rejects a single repeated character', () => {
    expect(weakness('aaaaaaaaaaaa')).toBe(problemDetail('WEAK_PASSWORD', 'repeated'));
  });

  it('throws WEAK_PASSWORD for a weak password only', () => {
    expect(() => rejectWeakPassword('short', mina, isCommon)).toThrow(
      expect.objectContaining({ code: 'WEAK_PASSWORD' }),
    );
    expect(() => rejectWeakPassword('tangerines', mina, isCommon)).not.toThrow();
  });
});
