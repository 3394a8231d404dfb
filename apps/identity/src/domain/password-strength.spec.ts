import { describe, expect, it } from '@jest/globals';
import { refuseWeak, weaknessOf } from './password-strength.js';

const mina = { email: 'mina.kim.2007@sugang.dev', name: 'Mina Kim Seoul' };
const isCommon = (password: string) => password === 'qwertyuiop';
const weakness = (password: string) => weaknessOf(password, mina, isCommon);

describe('a password', () => {
  it('of ten characters that nobody else uses will do', () => {
    expect(weakness('tangerines')).toBeUndefined();
    expect(weakness('correct horse battery')).toBeUndefined();
  });

  it('of nine characters is too short', () => {
    expect(weakness('tangerine')).toMatch(/at least 10/);
  });

  it('is counted in characters, not in bytes or surrogate halves', () => {
    expect(weakness('🍊🍋🍏🍇🍓🍒🍑🥝🍍')).toMatch(/at least 10/);
    expect(weakness('🍊🍋🍏🍇🍓🍒🍑🥝🍍🍉')).toBeUndefined();
  });

  it('that everybody uses is too common, in whatever case', () => {
    expect(weakness('qwertyuiop')).toMatch(/common/);
    expect(weakness('QWERTYuiop')).toMatch(/common/);
  });

  it('is neither the own e-mail address nor the own name', () => {
    expect(weakness('Mina.Kim.2007@sugang.dev')).toMatch(/own/);
    expect(weakness('mina.kim.2007')).toMatch(/own/);
    expect(weakness('mina kim seoul')).toMatch(/own/);
  });

  it('is more than one character over and over', () => {
    expect(weakness('aaaaaaaaaaaa')).toMatch(/over and over/);
  });

  it('is refused with a code when it is weak', () => {
    expect(() => refuseWeak('short', mina, isCommon)).toThrow(expect.objectContaining({ code: 'WEAK_PASSWORD' }));
    expect(() => refuseWeak('tangerines', mina, isCommon)).not.toThrow();
  });
});
