import type { Account, Locale, Role } from '#contracts';
import { accountEvent, type AccountEvent } from './account.js';

/** Somebody whose account another identity provider keeps, as far as it has told; `version` is the sequence of their events. */
export interface SubjectState {
  id: string;
  email: string | null;
  name: string;
  role: Role;
  toldLocale: Locale;
  /** The language they have chosen here, which then counts. */
  chosenLocale: Locale | null;
  /** When the provider last told something new. */
  toldAt: Date;
  createdAt: Date;
  version: number;
}

/** What a token of the provider tells of its subject. */
export interface Told {
  id: string;
  email: string | null;
  /** Empty where the token has none. */
  name: string;
  role: Role;
  locale?: Locale | undefined;
  toldAt: Date;
}

export interface SubjectDecision {
  state: SubjectState;
  events: AccountEvent[];
}

const FIRST_LOCALE: Locale = 'ko';

/** At first sight a subject has an account from then on. What is told again, or was told before what is known, changes nothing. */
export function decideIntroduction(known: SubjectState | undefined, told: Told, now: Date): SubjectDecision {
  if (known === undefined) return firstSight(told, now);
  if (told.toldAt < known.toldAt) return { state: known, events: [] };
  // A token that lacks a claim tells nothing about it: clients of one provider differ in what they ask for.
  const { name, role, toldAt } = told;
  const news = { name: name || known.name, email: told.email ?? known.email, role, toldAt };
  return decided(known, { ...known, ...news, toldLocale: told.locale ?? known.toldLocale });
}

export const decideLocale = (known: SubjectState, locale: Locale): SubjectDecision =>
  decided(known, { ...known, chosenLocale: locale });

/** The event that carries the account as it is now; a resync sends the same one. */
export const currentEventOfSubject = (state: SubjectState): AccountEvent =>
  accountEvent(accountOf(state), state.version);

export const accountOf = ({ id, email, name, role, toldLocale, chosenLocale, createdAt }: SubjectState): Account => ({
  ...{ id, email, name, role },
  locale: chosenLocale ?? toldLocale,
  createdAt: createdAt.toISOString(),
});

function firstSight({ locale = FIRST_LOCALE, ...told }: Told, now: Date): SubjectDecision {
  const state = { ...told, toldLocale: locale, chosenLocale: null, createdAt: now, version: 1 };
  return { state, events: [currentEventOfSubject(state)] };
}

function decided(known: SubjectState, next: SubjectState): SubjectDecision {
  const isSame = (['email', 'name', 'role', 'toldLocale', 'chosenLocale'] as const).every(
    (field) => known[field] === next[field],
  );
  if (isSame) return { state: known, events: [] };
  const state = { ...next, version: known.version + 1 };
  return { state, events: [currentEventOfSubject(state)] };
}
