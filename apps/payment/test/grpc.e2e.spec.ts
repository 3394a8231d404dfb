import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { eventually, idOf, tempDir } from '#testing';
import { PaymentClient, registration } from './payment-client.js';
import { chargeOf } from './cast.js';
import { grpc } from './protocols.js';

describe('payment over gRPC', () => {
  const dataDir = tempDir('grpc');
  let payment: PaymentClient;
  let port: string;
  let n = 0;
  const charge = (token: string, deadline?: string) =>
    payment.charge(
      chargeOf(1, { registrationId: idOf(0x100 + n), paymentId: idOf(0x200 + n++), token, deadline }),
      1_200,
    );

  beforeAll(async () => {
    const protocol = await grpc();
    port = protocol.env!.SUGANG_GRPC_PORT!;
    payment = await PaymentClient.start(dataDir, protocol);
  });
  afterAll(() => payment.stop());

  it('needs no deadline in the message', async () => {
    expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED' });
  });

  it('completes the charge after the deadline of the call', async () => {
    const inMessage = new Date(Date.now() + 60_000).toISOString();
    expect(await charge('tok_slow', inMessage)).toEqual({ outcome: 'UNKNOWN', reason: 'NO_ANSWER_YET' });
    await eventually(() => expect(payment.events.named('payment.completed')).toHaveLength(2));
  });

  it('accepts IPv4 and IPv6 connections', async () => {
    for (const host of ['127.0.0.1', '[::1]']) {
      const client = new Client(`${host}:${port}`, credentials.createInsecure());
      await new Promise<void>((resolve, reject) =>
        client.waitForReady(Date.now() + 2_000, (error) => (error ? reject(error) : resolve())),
      );
      client.close();
    }
  });

  it('keeps serving after bytes that are not a valid message', async () => {
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${await payment.identity.tokenFor(registration)}`);
    for (const bytes of [Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from('{"paymentId":1}'), Buffer.alloc(1)]) {
      const failed = await new Promise((resolve) => {
        const path = '/sugang.payment.v1.Payments/Charge';
        const asIs = (value: Buffer) => value;
        client.makeUnaryRequest(path, asIs, asIs, bytes, metadata, { deadline: Date.now() + 2_000 }, resolve);
      });
      expect(failed).toMatchObject({ code: expect.any(Number) });
    }
    client.close();
    expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED' });
  });
});
