import type { KeyRecord, RegistrationDossier } from './records.js';
import { type Invariant, when } from './invariant.js';
import { LIVE } from './seats.js';

/** An hour less than idempotency records are stored. */
const RECORDED_MS = 23 * 3_600_000;
/** Codes of requests that created a registration before they were refused; with any other code they created none. */
const AFTERWARDS = ['PAYMENT_DECLINED', 'HOLD_EXPIRED', 'REGISTRATION_OVER'];

export const liveRegistrationsAreNamedByTheirKey: Invariant<RegistrationDossier> = {
  numbers: ['F9'],
  rule: 'Every live registration of the last 23 hours is named by the record of the idempotency key that created it.',
  broken({ id, registration, isNamedByKey }, { now }) {
    if (!registration || !LIVE.includes(registration.status)) return [];
    const isRecent = Date.parse(registration.requestedAt) > now.getTime() - RECORDED_MS;
    return when(
      isRecent && !isNamedByKey,
      `registration ${id} is ${registration.status}, and no idempotency key names it`,
    );
  },
};

export const keysHaveOneOutcome: Invariant<KeyRecord> = {
  numbers: ['F9'],
  rule: 'No idempotency key has two outcomes: its stored response is about the resource that it names.',
  broken({ id, service, state, status, resourceId, isAggregate, isSecond, answeredId, code }) {
    const key = `the idempotency key ${id} of ${service}`;
    const isCreated = state === 'DONE' && status === 201;
    const isRefused = state === 'DONE' && isAggregate && status !== null && status >= 400;
    return [
      ...when(isSecond && isAggregate, `${key} names ${resourceId}, as another key does`),
      ...when(
        // A response without an id, such as a link, does not identify a resource.
        isCreated && resourceId !== (answeredId ?? null),
        `${key} was answered with ${answeredId}, and names ${resourceId ?? 'nothing'}`,
      ),
      ...when(isRefused && !AFTERWARDS.includes(code ?? ''), `${key} was answered ${code}, and names ${resourceId}`),
    ];
  },
};
