import { fromJSON, type PackageDefinition } from '@grpc/proto-loader';

/** Package, service and method as they are called on the wire. */
export const PAYMENT_PACKAGE = 'sugang.payment.v1';
export const PAYMENTS = 'Payments';
export const CHARGE = 'Charge';

const field = (type: string, id: number) => ({ type, id });
const optional = (type: string, id: number) => ({ type, id, options: { proto3_optional: true } });

type Nested = NonNullable<Parameters<typeof fromJSON>[0]['nested']>;

/** The messages of `payment.proto`: written here so that nothing has to be copied beside the program. */
const messages: Nested = {
  Money: {
    oneofs: {
      _amount: { oneof: ['amount'] },
    },
    fields: {
      amount: optional('int64', 1),
      currency: field('string', 2),
    },
  },
  ChargeRequest: {
    oneofs: {
      _deadline: { oneof: ['deadline'] },
      _correlationId: { oneof: ['correlationId'] },
      _traceparent: { oneof: ['traceparent'] },
    },
    fields: {
      paymentId: field('string', 1),
      registrationId: field('string', 2),
      studentId: field('string', 3),
      attempt: field('int32', 4),
      amount: field('Money', 5),
      method: field('string', 6),
      token: field('string', 7),
      deadline: optional('string', 8),
      correlationId: optional('string', 9),
      traceparent: optional('string', 10),
    },
  },
  ChargeAnswer: {
    oneofs: {
      _payment: { oneof: ['payment'] },
      _reason: { oneof: ['reason'] },
    },
    fields: {
      outcome: field('Outcome', 1),
      payment: optional('Payment', 2),
      reason: optional('string', 3),
    },
    nested: { Outcome: { values: { OUTCOME_UNSPECIFIED: 0, COMPLETED: 1, DECLINED: 2, UNKNOWN: 3, REFUSED: 4 } } },
  },
  Payment: {
    oneofs: {
      _declineReason: { oneof: ['declineReason'] },
      _completedAt: { oneof: ['completedAt'] },
      _cancelRequestedAt: { oneof: ['cancelRequestedAt'] },
      _canceledAt: { oneof: ['canceledAt'] },
    },
    fields: {
      id: field('string', 1),
      registrationId: field('string', 2),
      studentId: field('string', 3),
      attempt: field('int32', 4),
      amount: field('Money', 5),
      status: field('string', 6),
      method: field('string', 7),
      declineReason: optional('string', 8),
      createdAt: field('string', 9),
      completedAt: optional('string', 10),
      cancelRequestedAt: optional('string', 11),
      canceledAt: optional('string', 12),
      version: field('int32', 13),
    },
  },
};

const service: Nested = {
  [PAYMENTS]: {
    methods: { [CHARGE]: { requestType: 'ChargeRequest', responseType: 'ChargeAnswer', comment: 'Asks for money.' } },
  },
};

/** How messages are read, here and by every client of ours: numbers as numbers, enums by name, what is absent stays absent. */
export const protoOptions = { longs: Number, enums: String, defaults: false };

/** The definition that servers and clients are made of. */
export const paymentPackage: PackageDefinition = fromJSON(
  { nested: { sugang: { nested: { payment: { nested: { v1: { nested: { ...service, ...messages } } } } } } } },
  protoOptions,
);
