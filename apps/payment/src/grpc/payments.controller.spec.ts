import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { Metadata } from '@grpc/grpc-js';
import { Tracing } from '#platform';
import { chargeOf, instant } from '../../test/cast.js';
import type { ChargeRegistration } from '../use-cases/charge-registration.js';
import { GrpcPaymentsController } from './payments.controller.js';

const execute = ({ request }: ChargeRegistration) => Promise.resolve({ outcome: 'UNKNOWN', reason: request.deadline });
const controller = new GrpcPaymentsController({ execute } as unknown as CommandBus, Tracing.off);

/** Until when payment believes that somebody waits. */
async function deadlineOf(told: string | undefined, ofCall: Date | number): Promise<unknown> {
  const answer = await controller.charge(chargeOf(1, { deadline: told! }), new Metadata(), {
    getDeadline: () => ofCall,
  });
  return 'reason' in answer && answer.reason;
}

describe('a charge over gRPC', () => {
  it.each([
    [instant(10), Infinity, instant(10)],
    [instant(10), Date.parse(instant(5)), instant(5)],
    [instant(10), new Date(instant(5)), instant(5)],
    [instant(5), Date.parse(instant(10)), instant(5)],
    [undefined, Date.parse(instant(5)), instant(5)],
  ])('told %s, in a call until %s, is waited for until %s', async (told, ofCall, until) => {
    expect(await deadlineOf(told, ofCall)).toBe(until);
  });

  it.each([undefined, 'tomorrow'])('needs a deadline, and %s is none', (told) => {
    expect(() =>
      controller.charge(chargeOf(1, { deadline: told! }), new Metadata(), { getDeadline: () => Infinity }),
    ).toThrow('not a charge request: deadline');
  });
});
