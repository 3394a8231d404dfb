import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import { PAYMENT_RPC_QUEUE } from '#contracts';
import { openWiring } from '#messaging';
import { describeWith, Line, tempDir } from '#testing';
import { FakePayment } from '../../test/fake-payment.js';
import { RegistrationSettings } from '../settings.js';
import { paymentGatewayContract, type PaymentFixture } from '../ports/payment-gateway.contract.js';
import { RpcPaymentGateway } from './rpc-payment-gateway.js';

/** Payment and registration, each with its own wiring unless they share a process. */
async function fixture(env: Record<string, string>, stopPayment?: () => void): Promise<PaymentFixture> {
  const settings = RegistrationSettings.load({ LOG_LEVEL: 'silent', ...env });
  const paymentWiring = await openWiring(settings);
  const registrationWiring = settings.BROKER_URL === 'in-process:' ? paymentWiring : await openWiring(settings);
  const payment = await FakePayment.on(paymentWiring.rpc);
  const client = registrationWiring.rpc.client(PAYMENT_RPC_QUEUE);
  return {
    payment,
    gateway: (calls) => new RpcPaymentGateway(client, calls),
    stopPayment: stopPayment ?? (() => payment.stop()),
    close: async () => {
      await client.close();
      await payment.stop();
      await Promise.all(new Set([paymentWiring.close(), registrationWiring.close()]));
    },
  };
}

const dataDir = tempDir('gateway');
paymentGatewayContract('by RPC within the process', () => fixture({ SUGANG_DATA_DIR: dataDir }));

describeWith('rabbitmq', 'with a server', (server) => {
  paymentGatewayContract('by RPC over RabbitMQ', async () => {
    const namespace = `t${randomUUID().slice(0, 8)}`;
    const line = await Line.to(server);
    const opened = await fixture({ BROKER_URL: `${line.url}?namespace=${namespace}` }, () => line.refuse());
    const close = async () => {
      await opened.close();
      await line.close();
      const connection = await amqp.connect(server);
      await (await connection.createChannel()).deleteQueue(`${namespace}.${PAYMENT_RPC_QUEUE}`);
      await connection.close();
    };
    return { ...opened, close };
  });
});
