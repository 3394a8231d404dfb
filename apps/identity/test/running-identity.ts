import type { SimulatedProviderState } from '#contracts';
import { openWiring, type Broker } from '#messaging';
import { startService, type Service } from '#platform';
import { capturedEvents, TestClock, type CapturedEvents } from '#testing';
import { IdentityModule, IdentitySettings } from '../src/identity.module.js';

export interface Answer {
  status: number;
  body: any;
  headers: Record<string, string>;
}

export interface Sent {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
  from?: string;
}

/** Identity alone, on SQLite and the in-process broker. */
export interface RunningIdentity {
  service: Service;
  broker: Broker;
  events: CapturedEvents;
  clock: TestClock;
  call(method: string, path: string, sent?: Sent): Promise<Answer>;
  signUp(name: string, more?: object): Promise<Answer>;
  logIn(email: string, password?: string, from?: string): Promise<Answer>;
  close(): Promise<void>;
}

export const PASSWORD = 'correct horse battery';

export interface IdentityOptions {
  dataDir: string;
  env?: Record<string, string>;
  clock?: TestClock;
  simulated?: SimulatedProviderState;
}

export async function runningIdentity({
  dataDir,
  env = {},
  clock,
  simulated,
}: IdentityOptions): Promise<RunningIdentity> {
  const settings = IdentitySettings.load({ SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env });
  const time = clock ?? new TestClock(new Date().toISOString());
  const wiring = { ...(await openWiring(settings)), clock: time };
  const events = await capturedEvents(wiring.broker);
  const service = await startService({
    name: 'identity',
    module: IdentityModule.with(settings, wiring, simulated),
    settings,
  }).catch(async (error: unknown) => {
    await events.close();
    await wiring.close();
    throw error;
  });

  const call: RunningIdentity['call'] = async (method, path, { body, token, headers, from } = {}) => {
    const answer = await service.fastify.inject({
      method: method as 'GET',
      url: path.startsWith('/.') ? path : `/api/v1${path}`,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
      ...(from !== undefined && { remoteAddress: from }),
    });
    const text = answer.body;
    return {
      status: answer.statusCode,
      body: text === '' ? undefined : JSON.parse(text),
      headers: answer.headers as Record<string, string>,
    };
  };

  return {
    service,
    broker: wiring.broker,
    events,
    clock: time,
    call,
    signUp: (name, more = {}) =>
      call('POST', '/auth/sign-up', { body: { email: `${name}@sugang.dev`, password: PASSWORD, name, ...more } }),
    logIn: (email, password = PASSWORD, from) =>
      call('POST', '/auth/login', { body: { email, password }, ...(from !== undefined && { from }) }),
    close: async () => {
      await service.close();
      await events.close();
      await wiring.close();
    },
  };
}
