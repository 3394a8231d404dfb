import { expect, it } from '@jest/globals';
import { at, canceled, confirmed, dossier, publicStateOf, REGISTRATION } from '../../test/cast.js';
import { myPageShowsRegistrations } from './my-page-shows-registrations.js';

const broken = (changes: Parameters<typeof dossier>[0]) => myPageShowsRegistrations.broken(dossier(changes), at);

it('My Page shows a registration as it is', () => {
  expect(broken({})).toEqual([]);
  expect(broken({ registration: undefined, shown: undefined })).toEqual([]);
});

it('what it does not show, shows of nothing, or shows of yesterday is broken', () => {
  expect(broken({ shown: undefined })).toEqual([`My Page shows nothing of registration ${REGISTRATION} (sequence 2)`]);
  expect(broken({ registration: undefined })).toEqual([
    `My Page shows registration ${REGISTRATION}, which is not published`,
  ]);
  expect(broken({ registration: canceled() }).join()).toMatch(/status CONFIRMED for CANCELED/);
  expect(broken({ shown: { id: REGISTRATION, sequence: 1, state: publicStateOf(confirmed()) } })).toEqual([
    `My Page shows registration ${REGISTRATION} with sequence 1 for 2`,
  ]);
});
