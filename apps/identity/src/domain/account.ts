import type { Account, Locale, NewEvent, Role } from '#contracts';

/** An account that identity manages: its e-mail address is always known; `version` is the sequence of its events. */
export interface AccountState extends Account {
  email: string;
  version: number;
  disabled?: true | undefined;
  passwordChangeRequired?: true | undefined;
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
  passwordChangeRequired?: true | undefined;
}

export interface ChangeOfAccount {
  name?: string | undefined;
  locale?: Locale | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
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
    ...(command.passwordChangeRequired && { passwordChangeRequired: true as const }),
  };
  return { state, events: [currentEventOf(state)] };
}

export function decideChange(state: AccountState, change: ChangeOfAccount): AccountDecision {
  const { name = state.name, locale = state.locale, role = state.role, disabled = isDisabled(state) } = change;
  return became(state, { name, locale, role, disabled: disabled || undefined });
}

export const decideVerified = (state: AccountState): AccountDecision =>
  state.emailVerified === false ? became(state, { emailVerified: true }) : unchanged(state);

export const decidePasswordChanged = (state: AccountState): AccountDecision =>
  became(state, { passwordChangeRequired: undefined });

/** @param emailVerified true if the owner has confirmed the new address */
export const decideEmail = (state: AccountState, email: string, emailVerified: boolean): AccountDecision =>
  became(state, { email, ...(emailVerified && state.emailVerified !== undefined && { emailVerified }) });

/** The owner has proved access to the address with a token from a mail. */
export const decidePasswordReset = (state: AccountState): AccountDecision =>
  became(state, { passwordChangeRequired: undefined, ...(state.emailVerified === false && { emailVerified: true }) });

export const isDisabled = ({ disabled }: AccountState): boolean => disabled === true;

export const isActiveAdmin = (state: AccountState): boolean => state.role === 'admin' && !isDisabled(state);

const unchanged = (state: AccountState): AccountDecision => ({ state, events: [] });

function became(state: AccountState, change: Partial<AccountState>): AccountDecision {
  const fields = Object.keys(change) as (keyof AccountState)[];
  if (fields.every((field) => state[field] === change[field])) return unchanged(state);
  const changed = { ...state, ...change, version: state.version + 1 };
  return { state: changed, events: [currentEventOf(changed)] };
}

/** The event that carries the current state; a resync publishes the same one. */
export const currentEventOf = (state: AccountState): AccountEvent => accountEvent(publicStateOf(state), state.version);

export function accountEvent(account: Account, version: number): AccountEvent {
  const name = version === 1 ? 'account.signed-up' : 'account.changed';
  return { name, subject: account.id, sequence: version, data: account };
}

export const publicStateOf = ({
  version: _version,
  disabled: _disabled,
  passwordChangeRequired: _required,
  ...account
}: AccountState): Account => account;
