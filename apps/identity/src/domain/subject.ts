import type { Account, Locale, Role } from '#contracts';
import { accountEvent, type AccountEvent } from './account.js';

/** An account that an external identity provider manages, as known from its tokens; `version` is the sequence of its events. */
export interface SubjectState {
  id: string;
  email: string | null;
  name: string;
  role: Role;
  providerLocale: Locale;
  chosenLocale: Locale | null;
  claimsIssuedAt: Date;
  createdAt: Date;
  version: number;
}

export interface SubjectClaims {
  id: string;
  email: string | null;
  name: string;
  role: Role;
  locale?: Locale | undefined;
  claimsIssuedAt: Date;
}

export interface SubjectDecision {
  state: SubjectState;
  events: AccountEvent[];
}

const DEFAULT_LOCALE: Locale = 'ko';

/** Provisions an account on the first token. Repeated claims and claims of an older token change nothing. */
export function decideProvision(known: SubjectState | undefined, claims: SubjectClaims, now: Date): SubjectDecision {
  if (known === undefined) return provisioned(claims, now);
  if (claims.claimsIssuedAt < known.claimsIssuedAt) return { state: known, events: [] };
  // A missing claim changes nothing: clients of one provider request different claims.
  const { name, role, claimsIssuedAt } = claims;
  const update = { name: name || known.name, email: claims.email ?? known.email, role, claimsIssuedAt };
  return decided(known, { ...known, ...update, providerLocale: claims.locale ?? known.providerLocale });
}

export const decideLocale = (known: SubjectState, locale: Locale): SubjectDecision =>
  decided(known, { ...known, chosenLocale: locale });

/** The event that carries the current state; a resync publishes the same one. */
export const currentEventOfSubject = (state: SubjectState): AccountEvent =>
  accountEvent(accountOf(state), state.version);

export const accountOf = ({
  id,
  email,
  name,
  role,
  providerLocale,
  chosenLocale,
  createdAt,
}: SubjectState): Account => ({
  ...{ id, email, name, role },
  locale: chosenLocale ?? providerLocale,
  createdAt: createdAt.toISOString(),
});

function provisioned({ locale = DEFAULT_LOCALE, ...claims }: SubjectClaims, now: Date): SubjectDecision {
  const state = { ...claims, providerLocale: locale, chosenLocale: null, createdAt: now, version: 1 };
  return { state, events: [currentEventOfSubject(state)] };
}

function decided(known: SubjectState, next: SubjectState): SubjectDecision {
  const isSame = (['email', 'name', 'role', 'providerLocale', 'chosenLocale'] as const).every(
    (field) => known[field] === next[field],
  );
  if (isSame) return { state: known, events: [] };
  const state = { ...next, version: known.version + 1 };
  return { state, events: [currentEventOfSubject(state)] };
}
