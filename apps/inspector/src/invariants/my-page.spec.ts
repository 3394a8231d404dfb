import { describe, expect, it } from '@jest/globals';
import type { StoredPayment } from './records.js';
import {
  account,
  ALGORITHMS,
  algorithms,
  at,
  canceled,
  completed,
  confirmed,
  dossier,
  lecture,
  MINA,
  PAYMENT,
  pending,
  publicStateOf,
  refunded,
  REGISTRATION,
} from '../../test/cast.js';
import { myPageShowsAccounts, myPageShowsLectures, myPageShowsPayments, myPageShowsRegistrations } from './my-page.js';

describe('myPageShowsRegistrations', () => {
  const broken = (changes: Parameters<typeof dossier>[0]) => myPageShowsRegistrations.broken(dossier(changes), at);

  it('accepts a registration that is shown as published', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ registration: undefined, shown: undefined })).toEqual([]);
  });

  it('reports a registration that is missing, unpublished or outdated on My Page', () => {
    expect(broken({ shown: undefined })).toEqual([
      `My Page shows nothing of registration ${REGISTRATION} (sequence 2)`,
    ]);
    expect(broken({ registration: undefined })).toEqual([
      `My Page shows registration ${REGISTRATION}, which is not published`,
    ]);
    expect(broken({ registration: canceled() }).join()).toMatch(/status CONFIRMED for CANCELED/);
    expect(broken({ shown: { id: REGISTRATION, sequence: 1, state: publicStateOf(confirmed()) } })).toEqual([
      `My Page shows registration ${REGISTRATION} with sequence 1 for 2`,
    ]);
  });
});

describe('myPageShowsRegistrations, of a deferred payment', () => {
  const shown = (paymentDeferred?: 'BUSY' | 'TIMEOUT') => ({
    id: REGISTRATION,
    sequence: 2,
    state: { ...publicStateOf(confirmed()), ...(paymentDeferred && { paymentDeferred }) },
  });
  const broken = (changes: object, paymentDeferred?: 'BUSY' | 'TIMEOUT') =>
    myPageShowsRegistrations.broken(
      dossier({ registration: { ...confirmed(), ...changes }, shown: shown(paymentDeferred) }),
      at,
    );

  it('reports another reason than the published one, or one that was not published', () => {
    expect(broken({ paymentDeferred: 'BUSY' }, 'BUSY')).toEqual([]);
    expect(broken({ paymentDeferred: 'BUSY' }, 'TIMEOUT').join()).toMatch(/paymentDeferred TIMEOUT for BUSY/);
    expect(broken({}, 'TIMEOUT')).toHaveLength(1);
  });

  it('accepts the reason of the attempt before the one that runs, and none from an earlier release', () => {
    expect(broken({ attemptRuns: true }, 'TIMEOUT')).toEqual([]);
    expect(broken({ paymentDeferred: 'BUSY' })).toEqual([]);
  });
});

describe('myPageShowsPayments', () => {
  const shownOf = ({ nextCheckAt: _check, provider: _provider, ...state }: StoredPayment) => ({
    id: state.id,
    sequence: state.version,
    state,
  });
  const broken = (payments: StoredPayment[], shownPayments: ReturnType<typeof shownOf>[]) =>
    myPageShowsPayments.broken(dossier({ payments, shownPayments }), at);

  it('accepts published payments that are shown and pending ones that are not', () => {
    expect(broken([completed()], [shownOf(completed())])).toEqual([]);
    expect(broken([pending()], [])).toEqual([]);
  });

  it('reports a payment that is missing, pending, unknown or outdated on My Page', () => {
    expect(broken([completed()], [])).toEqual([`My Page shows nothing of payment ${PAYMENT} (sequence 2)`]);
    expect(broken([pending()], [shownOf(pending())])).toEqual([
      `My Page shows payment ${PAYMENT}, which is not published`,
    ]);
    expect(broken([], [shownOf(completed())])).toEqual([`My Page shows payment ${PAYMENT}, which is not published`]);
    expect(broken([refunded()], [shownOf(completed())]).join()).toMatch(
      /sequence 2 for 4, status COMPLETED for CANCELED/,
    );
  });
});

describe('myPageShowsLectures', () => {
  const broken = (changes: Parameters<typeof lecture>[0]) => myPageShowsLectures.broken(lecture(changes), at);

  it('accepts a lecture that is shown as published', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ lecture: undefined, shown: undefined })).toEqual([]);
  });

  it('reports a lecture that is missing, unknown or outdated on My Page', () => {
    expect(broken({ shown: undefined })).toEqual([`My Page shows nothing of lecture ${ALGORITHMS} (sequence 1)`]);
    expect(broken({ lecture: undefined })).toEqual([`My Page shows lecture ${ALGORITHMS}, which is not published`]);
    expect(broken({ lecture: algorithms({ capacity: 3, version: 2 }) })).toEqual([
      `My Page shows lecture ${ALGORITHMS} with capacity 2 for 3, sequence 1 for 2, version 1 for 2`,
    ]);
  });
});

describe('myPageShowsAccounts', () => {
  it('accepts an account that is shown as published', () => {
    expect(myPageShowsAccounts.broken(account(), at)).toEqual([]);
  });

  it('reports an account that is missing or outdated on My Page', () => {
    expect(myPageShowsAccounts.broken(account({ shown: undefined }), at)).toEqual([
      `My Page shows nothing of account ${MINA} (sequence 1)`,
    ]);
    const renamed = { ...account().account, name: 'Mina Kim', version: 2 };
    expect(myPageShowsAccounts.broken(account({ account: renamed }), at)).toEqual([
      `My Page shows account ${MINA} with name Mina for Mina Kim, sequence 1 for 2`,
    ]);
  });
});
