import { expect, it } from '@jest/globals';
import { at, awaiting, confirmed, dossier, EARLIER, JUST_NOW, LATER, REGISTRATION } from '../../test/cast.js';
import { holdsEndInTime } from './holds-end-in-time.js';

const broken = (registration: ReturnType<typeof confirmed>) => holdsEndInTime.broken(dossier({ registration }), at);

it('a registration awaits its payment until its hold is over and the sweep has come by', () => {
  for (const holdExpiresAt of [LATER, JUST_NOW]) expect(broken(awaiting({ holdExpiresAt }))).toEqual([]);
  expect(broken(confirmed({ holdExpiresAt: EARLIER }))).toEqual([]);
});

it('a hold that outlives its time, or never was, is broken', () => {
  expect(broken(awaiting({ holdExpiresAt: EARLIER }))).toEqual([
    `registration ${REGISTRATION} awaits payment, and its hold ended at ${EARLIER}`,
  ]);
  expect(broken(awaiting({ holdExpiresAt: null }))).toEqual([
    `registration ${REGISTRATION} awaits payment without a hold`,
  ]);
});
