import { describe, expect, it } from '@jest/globals';
import { at, awaiting, canceled, confirmed, dossier, LATER, now, pending, REGISTRATION } from '../../test/cast.js';
import { keysHaveOneOutcome, liveRegistrationsAreNamedByTheirKey } from './keys.js';
import { paymentsAreSettledInTime } from './money.js';
import type { KeyRecord } from './records.js';

describe('liveRegistrationsAreNamedByTheirKey', () => {
  const broken = (registration: ReturnType<typeof confirmed> | undefined, isNamedByKey = false) =>
    liveRegistrationsAreNamedByTheirKey.broken(dossier({ registration, isNamedByKey }), at);

  it('accepts live registrations that a key names, and ended ones', () => {
    expect(broken(confirmed(), true)).toEqual([]);
    for (const each of [canceled(), undefined]) expect(broken(each)).toEqual([]);
  });

  it('accepts a live registration whose record has been deleted after a day', () => {
    expect(broken(confirmed({ requestedAt: new Date(now.getTime() - 24 * 3_600_000).toISOString() }))).toEqual([]);
  });

  it('reports a live registration that no key names', () => {
    for (const each of [confirmed(), awaiting()])
      expect(broken(each)).toEqual([`registration ${REGISTRATION} is ${each.status}, and no idempotency key names it`]);
  });
});

describe('keysHaveOneOutcome', () => {
  const record = (changes: Partial<KeyRecord>): string[] =>
    keysHaveOneOutcome.broken(
      {
        ...{ service: 'registration', id: 'k', state: 'DONE', status: 201, answeredId: REGISTRATION },
        ...{ resourceId: REGISTRATION, isAggregate: true, isSecond: false },
        ...changes,
      },
      at,
    );
  const refusal = (code: string, status = 409) => record({ status, code, answeredId: undefined });

  it('accepts the outcome of the named registration and requests that have none yet', () => {
    expect(record({})).toEqual([]);
    expect(refusal('PAYMENT_DECLINED', 402)).toEqual([]);
    expect(refusal('HOLD_EXPIRED')).toEqual([]);
    expect(record({ state: 'IN_PROGRESS', status: null, answeredId: undefined })).toEqual([]);
    expect(record({ status: 409, code: 'LECTURE_FULL', resourceId: null, isAggregate: false })).toEqual([]);
    expect(record({ status: 200, resourceId: 'a-payment', isAggregate: false })).toEqual([]);
    expect(record({ service: 'lecture', answeredId: undefined, resourceId: null, isAggregate: false })).toEqual([]);
  });

  it('reports a refusal beside a registration', () => {
    expect(refusal('ALREADY_REGISTERED')).toEqual([
      `the idempotency key k of registration was answered ALREADY_REGISTERED, and names ${REGISTRATION}`,
    ]);
  });

  it('reports a response about another resource than the named one', () => {
    expect(record({ answeredId: 'other' })).toEqual([
      `the idempotency key k of registration was answered with other, and names ${REGISTRATION}`,
    ]);
    expect(record({ resourceId: null, isAggregate: false })).toEqual([
      `the idempotency key k of registration was answered with ${REGISTRATION}, and names nothing`,
    ]);
  });

  it('reports two keys that name one registration', () => {
    expect(record({ isSecond: true })).toEqual([
      `the idempotency key k of registration names ${REGISTRATION}, as another key does`,
    ]);
  });
});

describe('what is overdue', () => {
  it("is decided by the clock of payment's store for payments", () => {
    const open = dossier({ registration: awaiting(), payments: [pending({ nextCheckAt: LATER })] });
    const ahead = { ...at, now: new Date(Date.parse(LATER) + 240_000) };
    expect(paymentsAreSettledInTime.broken({ ...open, paymentNow: now }, ahead)).toEqual([]);
    expect(paymentsAreSettledInTime.broken(open, ahead)).toHaveLength(1);
  });
});
