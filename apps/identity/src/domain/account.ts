import type { Account, Locale, NewEvent, Role } from '#contracts';

/** An account that identity manages: its e-mail address is always known; `version` is the sequence of its events. */
export interface AccountState extends Account {
  email: string;
  version: number;
}

export type AccountEvent = NewEvent<'account.signed-up' | 'account.changed'>;

export interface AccountDecision {
  state: AccountState;
  events: AccountEvent[];
}

export interface OpenAccount {
  id: string;
  email: string;
  name: string;
  role: Role;
  locale?: Locale | undefined;
  /** False: the address has to be verified. Absent: it counts as verified. */
  emailVerified?: false | undefined;
}

export interface ChangeOfAccount {
  name?: string | undefined;
  locale?: Locale | undefined;
}

const DEFAULT_LOCALE: Locale = 'ko';

export function decideOpen(command: OpenAccount, now: Date): AccountDecision {
  const state: AccountState = {
    id: command.id,
    email: command.email.toLowerCase(),
    name: command.name,
    role: command.role,
    locale: command.locale ?? DEFAULT_LOCALE,
    createdAt: now.toISOString(),
    version: 1,
    ...(command.emailVerified === false && { emailVerified: false }),
  };
  return { state, events: [currentEventOf(state)] };
}

export function decideChange(state: AccountState, change: ChangeOfAccount): AccountDecision {
  const name = change.name ?? state.name;
  const locale = change.locale ?? state.locale;
  if (name === state.name && locale === state.locale) return { state, events: [] };
  const changed = { ...state, name, locale, version: state.version + 1 };
  return { state: changed, events: [currentEventOf(changed)] };
}

export function decideVerified(state: AccountState): AccountDecision {
  if (state.emailVerified !== false) return { state, events: [] };
  const verified = { ...state, emailVerified: true, version: state.version + 1 };
  return { state: verified, events: [currentEventOf(verified)] };
}

/** The event that carries the current state; a resync publishes the same one. */
export const currentEventOf = (state: AccountState): AccountEvent => accountEvent(publicStateOf(state), state.version);

export function accountEvent(account: Account, version: number): AccountEvent {
  const name = version === 1 ? 'account.signed-up' : 'account.changed';
  return { name, subject: account.id, sequence: version, data: account };
}

export const publicStateOf = ({ version: _version, ...account }: AccountState): Account => account;
