import type { AccountDossier, RegistrationDossier, RosterRow } from './records.js';
import { difference, type Invariant, when } from './invariant.js';

export const rosterMatchesRegistrations: Invariant<RegistrationDossier> = {
  numbers: ['6'],
  rule: 'The roster of a lecture is its confirmed registrations.',
  broken({ id, registration, roster }) {
    if (!registration) return roster ? [`registration ${id} is on a roster, and does not exist`] : [];
    if (!roster) return [`registration ${id} is ${registration.status}, and on no roster`];
    const due: RosterRow = {
      registrationId: id,
      lectureId: registration.lectureId,
      studentId: registration.studentId,
      status: registration.status,
      confirmedAt: registration.confirmedAt,
      sequence: registration.version,
    };
    const fields = Object.keys(due) as (keyof RosterRow)[];
    return fields
      .filter((field) => roster[field] !== due[field])
      .map((field) => `the roster has registration ${id} with ${field} ${roster[field]}, and it is ${due[field]}`);
  },
};

const OVER = ['PAYMENT_DECLINED', 'EXPIRED', 'CANCELED'];

export const paymentKnowsEndedRegistrations: Invariant<RegistrationDossier> = {
  numbers: ['10'],
  rule: 'Payment knows of each registration whether it has ended.',
  broken({ id, registration, overSince }) {
    if (!registration) return [];
    const { status } = registration;
    return OVER.includes(status)
      ? when(!overSince, `registration ${id} is ${status}, and payment does not know that it has ended`)
      : when(Boolean(overSince), `registration ${id} is ${status}, and payment treats it as ended since ${overSince}`);
  },
};

export const accountCopiesMatch: Invariant<AccountDossier> = {
  numbers: ['10'],
  rule: "Lecture's copy of each account is its last published state.",
  broken({ id, account, copy }) {
    if (!copy) return [`lecture has no copy of account ${id}`];
    const { name, email, version } = account;
    const differences = difference(copy, { name, email, sequence: version });
    return differences.length > 0 ? [`lecture has account ${id} with ${differences.join(', ')}`] : [];
  },
};
