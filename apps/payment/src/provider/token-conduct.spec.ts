import { describe, expect, it } from '@jest/globals';
import { conductOf } from './token-conduct.js';

describe('a card token', () => {
  it.each(['tok_ok', 'tok_card_visa_4242', 'tok_card_'])('%s is approved', (token) => {
    expect(conductOf(token)).toEqual({ kind: 'approve' });
  });

  it('tok_slow is approved after 3 s', () => {
    expect(conductOf('tok_slow')).toEqual({ kind: 'approve', afterMs: 3_000 });
  });

  it('tok_hang never answers, tok_error is a fault', () => {
    expect([conductOf('tok_hang'), conductOf('tok_error')]).toEqual([{ kind: 'hang' }, { kind: 'fault' }]);
  });

  it.each(['tok_declined', 'tok_OK', ' tok_ok', 'nonsense', '__proto__', ''])('%p is declined', (token) => {
    expect(conductOf(token)).toMatchObject({ kind: 'decline' });
  });
});
