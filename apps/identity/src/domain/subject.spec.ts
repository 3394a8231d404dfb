import { describe, expect, it } from '@jest/globals';
import { currentEventOfSubject, decideProvision, decideLocale, type SubjectClaims } from './subject.js';

const now = new Date('2027-02-01T09:00:00.000Z');
const later = new Date('2027-02-01T10:00:00.000Z');
const mina: SubjectClaims = {
  id: 'f:42:mina',
  email: 'mina@example.org',
  name: 'Mina',
  role: 'student',
  claimsIssuedAt: now,
};
const { state: known } = decideProvision(undefined, mina, now);
const laterClaims = (update: Partial<SubjectClaims>) =>
  decideProvision(known, { ...mina, claimsIssuedAt: later, ...update }, later);

describe('an account of an external identity provider', () => {
  it('is provisioned by the first token, in Korean by default', () => {
    const { events } = decideProvision(undefined, mina, now);
    const data = { id: 'f:42:mina', email: 'mina@example.org', name: 'Mina', role: 'student', locale: 'ko' };
    expect(events).toEqual([
      {
        name: 'account.signed-up',
        subject: 'f:42:mina',
        sequence: 1,
        data: { ...data, createdAt: now.toISOString() },
      },
    ]);
    expect(decideProvision(undefined, { ...mina, locale: 'en' }, now).events[0]?.data.locale).toBe('en');
    expect(decideProvision(undefined, { ...mina, email: null }, now).events[0]?.data.email).toBeNull();
  });

  it('publishes nothing for repeated claims', () => {
    expect(laterClaims({})).toEqual({ state: known, events: [] });
  });

  it.each<[string, Partial<SubjectClaims>]>([
    ['name', { name: 'Mina Kim' }],
    ['email', { email: 'kim@example.org' }],
    ['role', { role: 'instructor' }],
    ['locale', { locale: 'en' }],
  ])('publishes a new %s', (field, update) => {
    const [event] = laterClaims(update).events;
    expect(event).toMatchObject({ name: 'account.changed', sequence: 2, data: update });
    expect(currentEventOfSubject(laterClaims(update).state)).toEqual(event);
    expect(laterClaims(update).state).not.toMatchObject({ [field]: known[field as keyof typeof known] ?? 'none' });
  });

  it('ignores older tokens and missing claims', () => {
    const { state: newer } = laterClaims({ name: 'Mina Kim' });
    expect(decideProvision(newer, mina, later).events).toEqual([]);
    expect(laterClaims({ name: '', email: null }).events).toEqual([]);
  });

  it('keeps the chosen language when the provider sends another one', () => {
    const { state: chosen, events } = decideLocale(known, 'en');
    expect(events).toMatchObject([{ name: 'account.changed', sequence: 2, data: { locale: 'en' } }]);
    expect(decideLocale(chosen, 'en').events).toEqual([]);
    const { events: update } = decideProvision(
      chosen,
      { ...mina, name: 'Mina Kim', locale: 'ko', claimsIssuedAt: later },
      later,
    );
    expect(update).toMatchObject([{ data: { name: 'Mina Kim', locale: 'en' } }]);
  });
});
