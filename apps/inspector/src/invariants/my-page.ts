import type { Account, Payment, Registration } from '#contracts';
import type {
  AccountDossier,
  StoredPayment,
  StoredRegistration,
  LectureDossier,
  RegistrationDossier,
  Shown,
} from './records.js';
import { difference, type Invariant } from './invariant.js';

/** How a part of My Page differs from the last published state; `state` is undefined where nothing was published. */
function viewDifferences<State extends object>(
  what: string,
  id: string,
  shown: Shown<State> | undefined,
  state: State | undefined,
  version: number | undefined,
): string[] {
  if (!state || version === undefined) return shown ? [`My Page shows ${what} ${id}, which is not published`] : [];
  if (!shown) return [`My Page shows nothing of ${what} ${id} (sequence ${version})`];
  const differences = difference({ ...shown.state, sequence: shown.sequence }, { ...state, sequence: version });
  return differences.length > 0 ? [`My Page shows ${what} ${id} with ${differences.join(', ')}`] : [];
}

export const myPageShowsRegistrations: Invariant<RegistrationDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of registrations.',
  broken: ({ id, registration, shown }) =>
    viewDifferences(
      'registration',
      id,
      shown,
      registration && publicRegistration(registration, shown?.state.paymentDeferred),
      registration?.version,
    ),
};

/** A deferral that was published by an earlier release, or before the attempt that runs, cannot be compared. */
function publicRegistration(
  { liveSlot: _slot, lectureStatus: _status, attemptRuns, paymentDeferred, ...registration }: StoredRegistration,
  shown: Registration['paymentDeferred'],
): Registration {
  const deferral = attemptRuns || shown === undefined ? shown : paymentDeferred;
  return { ...registration, ...(deferral !== undefined && { paymentDeferred: deferral }) };
}

export const myPageShowsPayments: Invariant<RegistrationDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of payments, and no pending payment.',
  broken({ payments, shownPayments }) {
    const published = payments.filter(({ status }) => status !== 'PENDING');
    const ids = new Set([...published, ...shownPayments].map(({ id }) => id));
    return [...ids].flatMap((id) => {
      const payment = published.find((each) => each.id === id);
      const shown = shownPayments.find((each) => each.id === id);
      return viewDifferences('payment', id, shown, payment && publicPayment(payment), payment?.version);
    });
  },
};

const publicPayment = ({ nextCheckAt: _check, provider: _provider, ...payment }: StoredPayment): Payment => payment;

export const myPageShowsLectures: Invariant<LectureDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of lectures.',
  broken: ({ id, lecture, shown }) => viewDifferences('lecture', id, shown, lecture, lecture?.version),
};

export const myPageShowsAccounts: Invariant<AccountDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of accounts.',
  broken: ({ id, account, shown }) => viewDifferences('account', id, shown, publicAccount(account), account.version),
};

const publicAccount = ({ version: _version, ...account }: AccountDossier['account']): Account => account;
