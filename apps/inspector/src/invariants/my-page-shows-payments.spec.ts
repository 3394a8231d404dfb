import { expect, it } from '@jest/globals';
import { at, completed, dossier, PAYMENT, pending, refunded } from '../../test/cast.js';
import { myPageShowsPayments } from './my-page-shows-payments.js';
import type { KeptPayment } from './things.js';

const shownOf = ({ nextCheckAt: _check, provider: _provider, ...state }: KeptPayment) => ({
  id: state.id,
  sequence: state.version,
  state,
});
const broken = (payments: KeptPayment[], shownPayments: ReturnType<typeof shownOf>[]) =>
  myPageShowsPayments.broken(dossier({ payments, shownPayments }), at);

it('My Page shows every payment that is published, as it is', () => {
  expect(broken([completed()], [shownOf(completed())])).toEqual([]);
  expect(broken([pending()], [])).toEqual([]);
});

it('one missing, one private, one unknown and one of yesterday are broken', () => {
  expect(broken([completed()], [])).toEqual([`My Page shows nothing of payment ${PAYMENT} (sequence 2)`]);
  expect(broken([pending()], [shownOf(pending())])).toEqual([
    `My Page shows payment ${PAYMENT}, which is not published`,
  ]);
  expect(broken([], [shownOf(completed())])).toEqual([`My Page shows payment ${PAYMENT}, which is not published`]);
  expect(broken([refunded()], [shownOf(completed())]).join()).toMatch(
    /sequence 2 for 4, status COMPLETED for CANCELED/,
  );
});
