import { describe, expect, it } from '@jest/globals';
import { currentEventOf, decideChange, decideOpen } from './account.js';

const now = new Date('2027-02-01T09:00:00.000Z');
const mina = {
  id: '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01',
  email: 'Mina@Sugang.dev',
  name: 'Mina',
  role: 'student' as const,
};

describe('an account', () => {
  it('is created with its e-mail address in lower case and is published', () => {
    const { state, events } = decideOpen(mina, now);

    expect(state).toEqual({
      ...mina,
      email: 'mina@sugang.dev',
      locale: 'ko',
      createdAt: '2027-02-01T09:00:00.000Z',
      version: 1,
    });
    expect(events).toEqual([
      {
        name: 'account.signed-up',
        subject: mina.id,
        sequence: 1,
        data: {
          ...mina,
          email: 'mina@sugang.dev',
          locale: 'ko',
          createdAt: '2027-02-01T09:00:00.000Z',
        },
      },
    ]);
  });

  it('has the requested locale', () => {
    expect(decideOpen({ ...mina, locale: 'en' }, now).state.locale).toBe('en');
  });

  it('publishes a new name', () => {
    const { state } = decideOpen(mina, now);

    const changed = decideChange(state, { name: 'Mina Kim' });

    expect(changed.state).toMatchObject({ name: 'Mina Kim', locale: 'ko', version: 2 });
    expect(changed.events).toMatchObject([{ name: 'account.changed', sequence: 2, data: { name: 'Mina Kim' } }]);
  });

  it('publishes a new locale', () => {
    const { state } = decideOpen(mina, now);

    expect(decideChange(state, { locale: 'en' }).events).toMatchObject([{ sequence: 2, data: { locale: 'en' } }]);
  });

  it('publishes nothing if nothing changes', () => {
    const { state } = decideOpen(mina, now);

    expect(decideChange(state, { name: 'Mina', locale: 'ko' })).toEqual({ state, events: [] });
    expect(decideChange(state, {})).toEqual({ state, events: [] });
  });

  it('is re-published with the event of its latest version', () => {
    const { state } = decideOpen(mina, now);

    expect(currentEventOf(state).name).toBe('account.signed-up');
    expect(currentEventOf({ ...state, version: 4 })).toMatchObject({ name: 'account.changed', sequence: 4 });
  });
});
