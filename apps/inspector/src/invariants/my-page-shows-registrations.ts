import type { Registration } from '#contracts';
import type { Invariant } from './invariant.js';
import { wronglyShown } from './my-page-shows.js';
import type { KeptRegistration, RegistrationDossier } from './things.js';

export const myPageShowsRegistrations: Invariant<RegistrationDossier> = {
  numbers: ['8', 'F7'],
  rule: 'My Page shows exactly the published states of registrations.',
  broken: ({ id, registration, shown }) =>
    wronglyShown('registration', id, shown, registration && publishedOf(registration), registration?.version),
};

const publishedOf = ({ liveSlot: _slot, lectureStatus: _status, ...registration }: KeptRegistration): Registration =>
  registration;
