import { describe, expect, it } from '@jest/globals';
import { currentEventOfSubject, decideIntroduction, decideLocale, type Told } from './subject.js';

const now = new Date('2027-02-01T09:00:00.000Z');
const later = new Date('2027-02-01T10:00:00.000Z');
const mina: Told = { id: 'f:42:mina', email: 'mina@example.org', name: 'Mina', role: 'student', toldAt: now };
const { state: known } = decideIntroduction(undefined, mina, now);
const told = (news: Partial<Told>) => decideIntroduction(known, { ...mina, toldAt: later, ...news }, later);

describe('a subject of another identity provider', () => {
  it('has an account from the first sight on, in Korean where nothing else is said', () => {
    const { events } = decideIntroduction(undefined, mina, now);
    const data = { id: 'f:42:mina', email: 'mina@example.org', name: 'Mina', role: 'student', locale: 'ko' };
    expect(events).toEqual([
      {
        name: 'account.signed-up',
        subject: 'f:42:mina',
        sequence: 1,
        data: { ...data, createdAt: now.toISOString() },
      },
    ]);
    expect(decideIntroduction(undefined, { ...mina, locale: 'en' }, now).events[0]?.data.locale).toBe('en');
    expect(decideIntroduction(undefined, { ...mina, email: null }, now).events[0]?.data.email).toBeNull();
  });

  it('is told again in silence', () => {
    expect(told({})).toEqual({ state: known, events: [] });
  });

  it.each<[string, Partial<Told>]>([
    ['name', { name: 'Mina Kim' }],
    ['email', { email: 'kim@example.org' }],
    ['role', { role: 'instructor' }],
    ['locale', { locale: 'en' }],
  ])('changes by another %s', (field, news) => {
    const [event] = told(news).events;
    expect(event).toMatchObject({ name: 'account.changed', sequence: 2, data: news });
    expect(currentEventOfSubject(told(news).state)).toEqual(event);
    expect(told(news).state).not.toMatchObject({ [field]: known[field as keyof typeof known] ?? 'none' });
  });

  it('is not changed by a token that is older than what is known, nor by what a token lacks', () => {
    const { state: newer } = told({ name: 'Mina Kim' });
    expect(decideIntroduction(newer, mina, later).events).toEqual([]);
    expect(told({ name: '', email: null }).events).toEqual([]);
  });

  it('keeps the language they chose, whatever their provider says', () => {
    const { state: chosen, events } = decideLocale(known, 'en');
    expect(events).toMatchObject([{ name: 'account.changed', sequence: 2, data: { locale: 'en' } }]);
    expect(decideLocale(chosen, 'en').events).toEqual([]);
    const { events: news } = decideIntroduction(
      chosen,
      { ...mina, name: 'Mina Kim', locale: 'ko', toldAt: later },
      later,
    );
    expect(news).toMatchObject([{ data: { name: 'Mina Kim', locale: 'en' } }]);
  });
});
