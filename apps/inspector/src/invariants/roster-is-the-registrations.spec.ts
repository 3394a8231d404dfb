import { expect, it } from '@jest/globals';
import { at, canceled, dossier, REGISTRATION, roster } from '../../test/cast.js';
import { rosterIsTheRegistrations } from './roster-is-the-registrations.js';

const broken = (changes: Parameters<typeof dossier>[0]) => rosterIsTheRegistrations.broken(dossier(changes), at);

it('the roster has every registration as it is, also when it is over', () => {
  expect(broken({})).toEqual([]);
  expect(broken({ registration: canceled(), roster: roster({ status: 'CANCELED', sequence: 3 }) })).toEqual([]);
  expect(broken({ registration: undefined, roster: undefined })).toEqual([]);
});

it('a row that is missing, unfounded or behind is broken', () => {
  expect(broken({ roster: undefined })).toEqual([`registration ${REGISTRATION} is CONFIRMED, and on no roster`]);
  expect(broken({ registration: undefined })).toEqual([
    `registration ${REGISTRATION} is on a roster, and does not exist`,
  ]);
  expect(broken({ registration: canceled() })).toEqual([
    `the roster has registration ${REGISTRATION} with status CONFIRMED, and it is CANCELED`,
    `the roster has registration ${REGISTRATION} with sequence 2, and it is 3`,
  ]);
});
