import { expect, it } from '@jest/globals';
import { ALGORITHMS, at, awaiting, canceled, confirmed, dossier, MINA, REGISTRATION } from '../../test/cast.js';
import { liveRegistrationsHoldTheirSlot as rule } from './live-registrations-hold-their-slot.js';

const broken = (registration: ReturnType<typeof confirmed> | undefined) => rule.broken(dossier({ registration }), at);

it('a live registration holds its slot, and one that is over has freed it', () => {
  for (const each of [confirmed(), awaiting(), canceled(), undefined]) expect(broken(each)).toEqual([]);
});

it('a slot that is free, of somebody else, or never freed is broken', () => {
  expect(broken(confirmed({ liveSlot: null }))).toEqual([
    `registration ${REGISTRATION} is CONFIRMED, and its slot is free`,
  ]);
  expect(broken(awaiting({ liveSlot: 'joon:x' }))).toEqual([
    `registration ${REGISTRATION} is AWAITING_PAYMENT, and its slot is joon:x`,
  ]);
  expect(broken(canceled({ liveSlot: `${MINA}:${ALGORITHMS}` }))).toEqual([
    `registration ${REGISTRATION} is CANCELED, and its slot is ${MINA}:${ALGORITHMS}`,
  ]);
});
