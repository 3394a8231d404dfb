import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { Metadata } from '@grpc/grpc-js';
import { Tracing } from '#platform';
import { chargeOf, instant } from '../../test/cast.js';
import type { ChargeRegistration } from '../use-cases/charge-registration.js';
import { GrpcPaymentsController } from './grpc-payments.controller.js';

const execute = ({ request }: ChargeRegistration) => Promise.resolve({ outcome: 'UNKNOWN', reason: request.deadline });
const controller = new GrpcPaymentsController({ execute } as unknown as CommandBus, Tracing.off);

async function deadlineOf(inMessage: string | undefined, ofCall: Date | number): Promise<unknown> {
  const answer = await controller.charge(chargeOf(1, { deadline: inMessage! }), new Metadata(), {
    getDeadline: () => ofCall,
  });
  return 'reason' in answer && answer.reason;
}

describe('GrpcPaymentsController', () => {
  it.each([
    [instant(10), Infinity, instant(10)],
    [instant(10), Date.parse(instant(5)), instant(5)],
    [instant(10), new Date(instant(5)), instant(5)],
    [instant(5), Date.parse(instant(10)), instant(5)],
    [undefined, Date.parse(instant(5)), instant(5)],
  ])('combines the message deadline %s and the call deadline %s to %s', async (inMessage, ofCall, expected) => {
    expect(await deadlineOf(inMessage, ofCall)).toBe(expected);
  });

  it.each([undefined, 'tomorrow'])('rejects a call without deadline whose message deadline is %s', (deadline) => {
    expect(() =>
      controller.charge(chargeOf(1, { deadline: deadline! }), new Metadata(), { getDeadline: () => Infinity }),
    ).toThrow('not a charge request: deadline');
  });
});
