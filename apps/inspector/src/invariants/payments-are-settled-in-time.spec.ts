import { expect, it } from '@jest/globals';
import {
  at,
  awaiting,
  canceled,
  completed,
  confirmed,
  dossier,
  EARLIER,
  JUST_NOW,
  LATER,
  PAYMENT,
  pending,
  refunded,
  REGISTRATION,
} from '../../test/cast.js';
import { paymentsAreSettledInTime as rule } from './payments-are-settled-in-time.js';
import type { KeptPayment, KeptRegistration } from './things.js';

const broken = (registration: KeptRegistration, ...payments: KeptPayment[]) =>
  rule.broken(dossier({ registration, payments }), at);

it('a settled payment is settled, and one that its registration awaits has its time', () => {
  expect(broken(confirmed(), completed())).toEqual([]);
  expect(broken(canceled(), refunded())).toEqual([]);
  for (const nextCheckAt of [LATER, JUST_NOW]) expect(broken(awaiting(), pending({ nextCheckAt }))).toEqual([]);
});

it('one that nobody asks about any more, or that is forgotten, is broken', () => {
  expect(broken(awaiting(), pending({ nextCheckAt: null }))).toEqual([
    `payment ${PAYMENT} is PENDING, and nobody will ask the provider about it`,
  ]);
  expect(broken(awaiting(), pending({ nextCheckAt: EARLIER }))).toEqual([
    `payment ${PAYMENT} is PENDING, and was to be settled at ${EARLIER}`,
  ]);
});

it('a refund that goes on and on, and an attempt that outlives its registration, are broken', () => {
  const wanted = completed({ cancelRequestedAt: EARLIER, nextCheckAt: LATER });
  expect(broken(canceled(), wanted)).toEqual([
    `payment ${PAYMENT} is COMPLETED, its cancellation requested at ${EARLIER}, and its registration ${REGISTRATION} is settled`,
  ]);
  expect(broken(confirmed(), pending())).toEqual([
    `payment ${PAYMENT} is PENDING, and its registration ${REGISTRATION} is settled`,
  ]);
});
