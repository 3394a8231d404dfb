import { describe, expect, it } from '@jest/globals';
import { grouped, isCardNumber, TEST_CARDS, tokenOf } from './card.js';

describe('the card field', () => {
  it('accepts the numbers of the test cards and rejects a mistyped or incomplete one', () => {
    for (const { number } of Object.values(TEST_CARDS)) expect([number, isCardNumber(number)]).toEqual([number, true]);
    for (const wrong of ['4242 4242 4242 4243', '4242', '', 'card'])
      expect([wrong, isCardNumber(wrong)]).toEqual([wrong, false]);
  });

  it('turns a number into a token that does not contain it', () => {
    expect(tokenOf('4242424242424242')).toBe('tok_ok');
    expect(tokenOf('4000-0000-0000-0002')).toBe('tok_declined');
    expect(tokenOf('5555 5555 5555 4444')).toBe('tok_card_4444');
  });

  it('groups digits by four and drops everything else', () => {
    expect(grouped('42424242x42')).toBe('4242 4242 42');
  });
});
