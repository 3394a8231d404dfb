import type { NewEvent, PaymentDeferred, Registration, Rejection } from '#contracts';

/** A registration as this context keeps it: its public state, and the attempt at payment that counts now (none when free). */
export interface RegistrationState extends Registration {
  attempt: Attempt | null;
}

/** One payment that was asked for; `deferred` is why it had no outcome at once, if it had none. */
export interface Attempt {
  number: number;
  paymentId: string;
  deferred: PaymentDeferred | null;
}

export type RegistrationEvent = NewEvent<Extract<NewEvent['name'], `registration.${string}`>>;

/** What comes of a command: the new state, the events that tell it, and a refusal that is told once these are stored. */
export interface Decision {
  state: RegistrationState;
  events: RegistrationEvent[];
  refusal?: Rejection;
}

/** The lifecycle goes on: the next version with its event. */
export function became(
  name: RegistrationEvent['name'],
  state: RegistrationState,
  changes: Partial<RegistrationState>,
): Decision {
  const next = { ...state, ...changes, version: state.version + 1 };
  return { state: next, events: [eventOf(name, next)] };
}

export const unchanged = (state: RegistrationState): Decision => ({ state, events: [] });

export const isLive = ({ status }: Pick<Registration, 'status'>): boolean =>
  status === 'AWAITING_PAYMENT' || status === 'CONFIRMED';

export const publicStateOf = ({ attempt: _attempt, ...registration }: RegistrationState): Registration => registration;

export const eventOf = (name: RegistrationEvent['name'], state: RegistrationState): RegistrationEvent => ({
  name,
  subject: state.id,
  sequence: state.version,
  data: publicStateOf(state),
});

/** The event that tells the present state once more, for whoever asks for all of them. */
export function currentEventOf(state: RegistrationState): RegistrationEvent {
  switch (state.status) {
    case 'AWAITING_PAYMENT':
      return eventOf(state.version === 1 ? 'registration.requested' : 'registration.payment-deferred', state);
    case 'CONFIRMED':
      return eventOf('registration.confirmed', state);
    case 'PAYMENT_DECLINED':
      return eventOf('registration.declined', state);
    case 'EXPIRED':
      return eventOf('registration.expired', state);
    case 'CANCELED':
      return eventOf('registration.canceled', state);
  }
}
