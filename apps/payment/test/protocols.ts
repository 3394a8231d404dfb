import { randomUUID } from 'node:crypto';
import { credentials, loadPackageDefinition, Metadata, status, type Client, type ServiceError } from '@grpc/grpc-js';
import amqp from 'amqplib';
import { firstValueFrom, timeout } from 'rxjs';
import { CHARGE_PATTERN, CHARGE_TIMEOUT_HEADER, ChargeAnswer, PAYMENT_RPC_QUEUE } from '#contracts';
import { openWiring, TimedRequest, type Wiring } from '#messaging';
import { freePort } from '#testing';
import { paymentPackage } from '../src/grpc/grpc-server.js';
import { PaymentSettings } from '../src/payment.module.js';
import { Refused, type ChargeConnection, type Protocol } from './payment-client.js';

const TIMEOUT_MS = 20_000;

function byRpc({ rpc }: Wiring): ChargeConnection {
  const client = rpc.client(PAYMENT_RPC_QUEUE);
  const send = (request: unknown, timeoutMs?: number) => {
    const sent = timeoutMs === undefined ? (request as object) : new TimedRequest(request as object, timeoutMs);
    return firstValueFrom(client.send<unknown>(CHARGE_PATTERN, sent).pipe(timeout(TIMEOUT_MS)));
  };
  return {
    charge: async (request, _token, timeoutMs) =>
      ChargeAnswer.parse(await send(request, timeoutMs).catch(refusedByRpc)),
    close: async () => void (await client.close()),
  };
}

function refusedByRpc(error: { message?: string }): never {
  if (error.message?.startsWith('not a charge request')) throw new Refused('INVALID', error.message);
  if (error.message?.startsWith('PAYMENT_ID_TAKEN')) throw new Refused('TAKEN', error.message);
  throw error as Error;
}

export const inProcess: Protocol = { connect: ({ wiring }) => Promise.resolve(byRpc(wiring)) };

export const rabbitmq = (server: string): Protocol => {
  const namespace = `t${randomUUID().slice(0, 8)}`;
  return {
    rpc: async () => {
      const settings = PaymentSettings.load({
        BROKER_URL: `${server}?namespace=${namespace}`,
        LOG_LEVEL: 'silent',
      });
      const { rpc, close } = await openWiring(settings);
      return {
        rpc,
        close: () =>
          Promise.all([close(), deleteQueue(server, `${namespace}.${PAYMENT_RPC_QUEUE}`)]).then(() => undefined),
      };
    },
    connect: ({ wiring }) => Promise.resolve(byRpc(wiring)),
  };
};

async function deleteQueue(server: string, queue: string): Promise<void> {
  const connection = await amqp.connect(server);
  const channel = await connection.createChannel();
  await channel.deleteQueue(queue);
  await connection.close();
}

export const http: Protocol = {
  connect: async ({ service }) => {
    const port = await service.listen(0, '127.0.0.1');
    return {
      charge: (...asked) => post(`http://127.0.0.1:${port}/internal/payments`, ...asked),
      close: () => Promise.resolve(),
    };
  },
};

const refusals: Record<number, Refused['why']> = {
  400: 'INVALID',
  413: 'INVALID',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  409: 'TAKEN',
};

async function post(
  url: string,
  request: unknown,
  token: string | undefined,
  timeoutMs: number | undefined,
): Promise<ChargeAnswer> {
  const { traceparent } = (request ?? {}) as { traceparent?: string };
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(traceparent !== undefined && { traceparent }),
    ...(timeoutMs !== undefined && { [CHARGE_TIMEOUT_HEADER]: String(timeoutMs) }),
  };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(request) ?? '' });
  const text = await answer.text();
  const why = refusals[answer.status];
  if (why) throw new Refused(why, text);
  if (answer.status !== 200) throw new Error(`payment answered ${answer.status}`);
  return ChargeAnswer.parse(JSON.parse(text));
}

export const grpc = async (): Promise<Protocol> => {
  const port = await freePort();
  return {
    env: { SUGANG_GRPC_PORT: String(port) },
    connect: () => Promise.resolve(byGrpc(port)),
  };
};

type Charging = Client & {
  Charge(
    request: object,
    metadata: Metadata,
    options: { deadline: number },
    callback: (error: ServiceError | null, answer: unknown) => void,
  ): void;
};

function byGrpc(port: number): ChargeConnection {
  const found = loadPackageDefinition(paymentPackage) as unknown as {
    sugang: { payment: { v1: { Payments: new (address: string, secrets: unknown) => Charging } } };
  };
  const client = new found.sugang.payment.v1.Payments(`127.0.0.1:${port}`, credentials.createInsecure());
  return {
    charge: async (request, token, timeoutMs = TIMEOUT_MS) => {
      const metadata = new Metadata();
      if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
      const answer = await new Promise<unknown>((resolve, reject) => {
        client.Charge(request as object, metadata, { deadline: Date.now() + timeoutMs }, (error, response) =>
          error ? reject(refusedByGrpc(error)) : resolve(response),
        );
      });
      return ChargeAnswer.parse(withNulls(answer as ChargeAnswer));
    },
    close: () => Promise.resolve(client.close()),
  };
}

const statuses: Partial<Record<status, Refused['why']>> = {
  [status.INVALID_ARGUMENT]: 'INVALID',
  [status.RESOURCE_EXHAUSTED]: 'INVALID',
  [status.UNAUTHENTICATED]: 'UNAUTHENTICATED',
  [status.PERMISSION_DENIED]: 'FORBIDDEN',
  [status.ALREADY_EXISTS]: 'TAKEN',
};

function refusedByGrpc(error: ServiceError): Error {
  const why = statuses[error.code];
  return why ? new Refused(why, error.details) : error;
}

/** Fields that are absent in protobuf are null in the contract. */
function withNulls(answer: ChargeAnswer): unknown {
  if (!('payment' in answer)) return answer;
  const absent = { declineReason: null, completedAt: null, cancelRequestedAt: null, canceledAt: null };
  return { ...answer, payment: { ...absent, ...answer.payment } };
}
