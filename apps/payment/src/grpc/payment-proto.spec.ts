import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadSync, type MessageTypeDefinition } from '@grpc/proto-loader';
import { paymentPackage, protoOptions } from './payment-proto.js';

const written = loadSync(join('apps', 'payment', 'src', 'grpc', 'payment.proto'), protoOptions);

/** The messages by name, with their fields as they lie on the wire. */
const messagesOf = (definition: typeof written): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(definition)
      .filter(([, each]) => 'format' in each)
      .map(([name, each]) => [name, (each as MessageTypeDefinition<object, object>).type]),
  );

describe('payment.proto', () => {
  it('tells others what we speak', () => {
    expect(Object.keys(written).toSorted()).toEqual(Object.keys(paymentPackage).toSorted());
    expect(messagesOf(written)).toEqual(messagesOf(paymentPackage));
  });

  it('is compared field by field', () => {
    const fields = JSON.stringify(messagesOf(written)['sugang.payment.v1.ChargeRequest']);
    expect(fields).toContain('paymentId');
    expect(fields).toContain('traceparent');
  });
});
