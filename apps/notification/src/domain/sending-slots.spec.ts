import { describe, expect, it } from '@jest/globals';
import { SendingSlots } from './sending-slots.js';

const slots = () => new SendingSlots({ total: 4, perDestination: 2, forFirstAttempts: 2 });
const attempt = (recipientId: string, destination?: string, attempts = 1) => ({ recipientId, destination, attempts });

describe('the slots of a channel', () => {
  it('allow one attempt per student', () => {
    const { enter, recipients } = bound(slots());
    const leave = enter(attempt('mina'));
    expect([enter(attempt('mina')), recipients()]).toEqual([undefined, ['mina']]);
    leave!();
    expect(enter(attempt('mina'))).toBeDefined();
  });

  it('allow a few attempts per destination, and leave the others free', () => {
    const { enter } = bound(slots());
    const toOneHost = ['a', 'b', 'c'].map((student) => enter(attempt(student, 'unresponsive')));
    expect(toOneHost.map((leave) => leave !== undefined)).toEqual([true, true, false]);
    expect(enter(attempt('mina', 'elsewhere'))).toBeDefined();
  });

  it('leave room for first attempts among repeated ones', () => {
    const { enter, free } = bound(slots());
    const repeated = ['a', 'b', 'c'].map((student) => enter(attempt(student, student, 2)));
    expect(repeated.map((leave) => leave !== undefined)).toEqual([true, true, false]);
    expect([enter(attempt('mina')), enter(attempt('joon'))].every((leave) => leave !== undefined)).toBe(true);
    expect([free(), enter(attempt('drPark'))]).toEqual([0, undefined]);
  });
});

const bound = (all: SendingSlots) => ({
  enter: (each: ReturnType<typeof attempt>) => all.enter(each),
  recipients: () => all.recipients,
  free: () => all.free,
});
