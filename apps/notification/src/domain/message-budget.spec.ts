import { describe, expect, it } from '@jest/globals';
import { monday } from '../../test/states.js';
import { withinBudget } from './message-budget.js';

const budget = { perHour: 2, perDay: 4 };
const ago = (...minutes: number[]) => minutes.map((each) => new Date(monday.getTime() - each * 60_000));
const decide = (...minutes: number[]) => withinBudget(ago(...minutes), budget, monday);

describe('the budget of messages to one address', () => {
  it('allows messages until the number for an hour is reached', () => {
    expect([decide(), decide(1), decide(60, 61, 1)]).toEqual(['send', 'send', 'send']);
  });

  it('delays messages until the hour has room again', () => {
    expect(decide(10, 40)).toEqual({ notBefore: new Date(monday.getTime() + 20 * 60_000) });
    expect(decide(40, 10, 50)).toEqual({ notBefore: new Date(monday.getTime() + 20 * 60_000) });
  });

  it('drops messages when the number for a day is reached', () => {
    expect(decide(100, 200, 300, 400)).toBe('too many today');
  });
});
