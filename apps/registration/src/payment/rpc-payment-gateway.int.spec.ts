import { randomUUID } from 'node:crypto';
import amqp from 'amqplib';
import { PAYMENT_RPC_QUEUE } from '#contracts';
import { openWiring } from '#messaging';
import { loadSettings } from '#platform';
import { describeWith, Line, tempDir } from '#testing';
import { PaymentStandIn } from '../../test/payment-stand-in.js';
import { registrationSettings } from '../settings.js';
import { paymentGatewayContract, type PaymentAtHand } from './payment-gateway.contract.js';
import { RpcPaymentGateway } from './rpc.payment-gateway.js';

/** Payment and registration, each with a wiring of its own where they are processes of their own. */
async function reached(env: Record<string, string>, vanish?: () => void): Promise<PaymentAtHand> {
  const settings = loadSettings(registrationSettings, { LOG_LEVEL: 'silent', ...env });
  const ofPayment = await openWiring(settings);
  const ofRegistration = settings.BROKER_URL === 'in-process:' ? ofPayment : await openWiring(settings);
  const payment = await PaymentStandIn.on(ofPayment.rpc);
  const client = ofRegistration.rpc.client(PAYMENT_RPC_QUEUE);
  return {
    payment,
    gateway: (calls) => new RpcPaymentGateway(client, calls),
    vanish: vanish ?? (() => payment.stop()),
    close: async () => {
      await client.close();
      await payment.stop();
      await Promise.all(new Set([ofPayment.close(), ofRegistration.close()]));
    },
  };
}

const dataDir = tempDir('gateway');
paymentGatewayContract('by RPC within the process', () => reached({ SUGANG_DATA_DIR: dataDir }));

describeWith('rabbitmq', 'with a server', (server) => {
  paymentGatewayContract('by RPC over RabbitMQ', async () => {
    const namespace = `t${randomUUID().slice(0, 8)}`;
    const line = await Line.to(server);
    const there = await reached({ BROKER_URL: `${line.url}?namespace=${namespace}` }, () => line.refuse());
    const close = async () => {
      await there.close();
      await line.close();
      const connection = await amqp.connect(server);
      await (await connection.createChannel()).deleteQueue(`${namespace}.${PAYMENT_RPC_QUEUE}`);
      await connection.close();
    };
    return { ...there, close };
  });
});
