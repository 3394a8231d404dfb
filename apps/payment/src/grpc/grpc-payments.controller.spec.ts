import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { Metadata } from '@grpc/grpc-js';
import { DEFAULT_CHARGE_TIMEOUT_MS } from '#contracts';
import { Tracing } from '#platform';
import { chargeOf, instant } from '../../test/cast.js';
import type { ChargeRegistration } from '../use-cases/charge-registration.js';
import { GrpcPaymentsController } from './grpc-payments.controller.js';

let timeoutMs = NaN;
const execute = (command: ChargeRegistration) => {
  timeoutMs = command.timeoutMs;
  return Promise.resolve({ answer: { outcome: 'UNKNOWN', reason: 'NO_ANSWER_YET' }, providerMs: 0 });
};
const controller = new GrpcPaymentsController({ execute } as unknown as CommandBus, Tracing.off);
const charge = (deadline: string | undefined, ofCall: Date | number) =>
  controller.charge(chargeOf(1, { deadline }), new Metadata(), { getDeadline: () => ofCall });

describe('GrpcPaymentsController', () => {
  it.each([undefined, instant(-3600), instant(3600)])(
    'takes the time from the deadline of the call, whatever instant is in the message (%s)',
    async (inMessage) => {
      for (const callEndsAt of [Date.now() + 5_000, new Date(Date.now() + 5_000)]) {
        await charge(inMessage, callEndsAt);
        expect(timeoutMs).toBeGreaterThan(4_500);
        expect(timeoutMs).toBeLessThanOrEqual(5_000);
      }
    },
  );

  it('assumes the time of a call that has no deadline', async () => {
    await charge(instant(3600), Infinity);
    expect(timeoutMs).toBe(DEFAULT_CHARGE_TIMEOUT_MS);
  });

  it('rejects a message with an invalid instant', () => {
    expect(() => charge('tomorrow', Infinity)).toThrow('not a charge request: deadline');
  });
});
