import type { AccountDossier, LectureDossier, Notification, RegistrationDossier } from './records.js';
import type { Invariant } from './invariant.js';
import {
  completedPaymentsHaveConfirmedRegistrations,
  confirmedMeansPaid,
  registrationsAreChargedOnce,
  paymentsAreSettledInTime,
  refundsMatch,
} from './money.js';
import {
  cancelRequestsEndInTime,
  holdsEndInTime,
  ledgerCountsRegistrations,
  ledgerMatchesLectures,
  liveRegistrationsHoldTheirSlot,
  canceledLecturesHaveNoLiveRegistrations,
  oneLiveRegistration,
  registrationsAreWithinThePeriod,
  seatsBelongToPlaces,
  seatsStayWithinCapacity,
} from './seats.js';
import { liveRegistrationsAreNamedByTheirKey } from './keys.js';
import { accountCopiesMatch, paymentKnowsEndedRegistrations, rosterMatchesRegistrations } from './copies.js';
import { myPageShowsAccounts, myPageShowsLectures, myPageShowsPayments, myPageShowsRegistrations } from './my-page.js';
import { notificationsAreSentOnce, notificationsFinish } from './notifications.js';

export { keysHaveOneOutcome } from './keys.js';
export { changesHaveEvents, eventsAreConsumedOnce, refundsDueNeverFall } from './events.js';
export { onlyAllowedMessagesAreParked, outboxesAreEmpty, queuesAreEmpty, resyncsFinish } from './messages.js';
export { chargesHavePayments } from './money.js';

export const ofRegistrations: Invariant<RegistrationDossier>[] = [
  confirmedMeansPaid,
  liveRegistrationsHoldTheirSlot,
  completedPaymentsHaveConfirmedRegistrations,
  paymentsAreSettledInTime,
  registrationsAreChargedOnce,
  refundsMatch,
  rosterMatchesRegistrations,
  canceledLecturesHaveNoLiveRegistrations,
  myPageShowsRegistrations,
  myPageShowsPayments,
  paymentKnowsEndedRegistrations,
  holdsEndInTime,
  cancelRequestsEndInTime,
  liveRegistrationsAreNamedByTheirKey,
];

export const ofLectures: Invariant<LectureDossier>[] = [
  seatsStayWithinCapacity,
  registrationsAreWithinThePeriod,
  oneLiveRegistration,
  ledgerCountsRegistrations,
  seatsBelongToPlaces,
  myPageShowsLectures,
  ledgerMatchesLectures,
];

export const ofAccounts: Invariant<AccountDossier>[] = [myPageShowsAccounts, accountCopiesMatch];

export const ofNotifications: Invariant<Notification>[] = [notificationsAreSentOnce, notificationsFinish];
