import { completedPaymentsHaveTheirRegistration } from './completed-payments-have-their-registration.js';
import { confirmedMeansPaid } from './confirmed-means-paid.js';
import { holdsEndInTime } from './holds-end-in-time.js';
import type { Invariant } from './invariant.js';
import { lectureCopiesAccounts } from './lecture-copies-accounts.js';
import { ledgerCountsRegistrations } from './ledger-counts-registrations.js';
import { ledgerKnowsTheLectures } from './ledger-knows-the-lectures.js';
import { liveRegistrationsHoldTheirSlot } from './live-registrations-hold-their-slot.js';
import { moneyIsTakenOnce } from './money-is-taken-once.js';
import { myPageShowsAccounts } from './my-page-shows-accounts.js';
import { myPageShowsLectures } from './my-page-shows-lectures.js';
import { myPageShowsPayments } from './my-page-shows-payments.js';
import { myPageShowsRegistrations } from './my-page-shows-registrations.js';
import { notificationsAreSentOnce } from './notifications-are-sent-once.js';
import { notificationsComeToAnEnd } from './notifications-come-to-an-end.js';
import { nothingLivesInACanceledLecture } from './nothing-lives-in-a-canceled-lecture.js';
import { oneLiveRegistration } from './one-live-registration.js';
import { paymentKnowsWhatIsOver } from './payment-knows-what-is-over.js';
import { paymentsAreSettledInTime } from './payments-are-settled-in-time.js';
import { rosterIsTheRegistrations } from './roster-is-the-registrations.js';
import { seatsStayWithinCapacity } from './seats-stay-within-capacity.js';
import type { AccountDossier, LectureDossier, Notification, RegistrationDossier } from './things.js';

export { changesHaveTheirEvents } from './changes-have-their-events.js';
export { chargesAreKnown } from './charges-are-known.js';
export { eventsAreConsumedOnce } from './events-are-consumed-once.js';
export { nothingWaitsToBePublished } from './nothing-waits-to-be-published.js';
export { onlyTheAllowedIsParked } from './only-the-allowed-is-parked.js';
export { queuesAreEmpty } from './queues-are-empty.js';
export { resyncsComeToAnEnd } from './resyncs-come-to-an-end.js';

export const ofRegistrations: Invariant<RegistrationDossier>[] = [
  confirmedMeansPaid,
  liveRegistrationsHoldTheirSlot,
  completedPaymentsHaveTheirRegistration,
  paymentsAreSettledInTime,
  moneyIsTakenOnce,
  rosterIsTheRegistrations,
  nothingLivesInACanceledLecture,
  myPageShowsRegistrations,
  myPageShowsPayments,
  paymentKnowsWhatIsOver,
  holdsEndInTime,
];

export const ofLectures: Invariant<LectureDossier>[] = [
  seatsStayWithinCapacity,
  oneLiveRegistration,
  ledgerCountsRegistrations,
  myPageShowsLectures,
  ledgerKnowsTheLectures,
];

export const ofAccounts: Invariant<AccountDossier>[] = [myPageShowsAccounts, lectureCopiesAccounts];

export const ofNotifications: Invariant<Notification>[] = [notificationsAreSentOnce, notificationsComeToAnEnd];
