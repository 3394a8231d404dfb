import type { Invariant } from './invariant.js';
import type { RegistrationDossier, RosterRow } from './things.js';

export const rosterIsTheRegistrations: Invariant<RegistrationDossier> = {
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
