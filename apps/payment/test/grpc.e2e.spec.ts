import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { eventually, idOf, tempDir } from '#testing';
import { AskedPayment, registration } from './asked-payment.js';
import { chargeOf } from './cast.js';
import { overGrpc } from './ways-in.js';

const PATIENCE_MS = 1_200;

describe('the gRPC way into payment', () => {
  const dataDir = tempDir('grpc');
  let payment: AskedPayment;
  let port: string;
  let n = 0;
  const charge = (token: string, deadline?: string) =>
    payment.ask(
      chargeOf(1, { registrationId: idOf(0x100 + n), paymentId: idOf(0x200 + n++), token, deadline: deadline! }),
    );

  beforeAll(async () => {
    const way = await overGrpc(PATIENCE_MS);
    port = way.env!.SUGANG_GRPC_PORT!;
    payment = await AskedPayment.start(dataDir, way);
  });
  afterAll(() => payment.stop());

  it('takes the deadline of the call for that of the charge', async () => {
    expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED' });
  });

  it('lets the caller go at its deadline, and works on', async () => {
    await expect(charge('tok_slow', new Date(Date.now() + 60_000).toISOString())).rejects.toMatchObject({
      code: status.DEADLINE_EXCEEDED,
    });
    await eventually(() => expect(payment.events.named('payment.completed')).toHaveLength(2));
  });

  it('survives bytes that are no message', async () => {
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
    const metadata = new Metadata();
    metadata.set('authorization', `Bearer ${await payment.identity.tokenFor(registration)}`);
    for (const bytes of [Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.from('{"paymentId":1}'), Buffer.alloc(1)]) {
      const failed = await new Promise((answered) => {
        const path = '/sugang.payment.v1.Payments/Charge';
        const asIs = (value: Buffer) => value;
        client.makeUnaryRequest(path, asIs, asIs, bytes, metadata, { deadline: Date.now() + 2_000 }, answered);
      });
      expect(failed).toMatchObject({ code: expect.any(Number) });
    }
    client.close();
    expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED' });
  });
});
