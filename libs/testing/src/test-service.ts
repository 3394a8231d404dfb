import type { DynamicModule } from '@nestjs/common';
import { openBroker, type Broker, type Wiring } from '#messaging';
import {
  settingsFrom,
  startService,
  type Clock,
  type CoreSettings,
  type Service,
  type SettingsOf,
  type SettingsSource,
} from '#platform';
import { capturedEvents, type CapturedEvents } from './captured-events.js';
import { TestIdentity, type TokenClaims } from './test-identity.js';

export interface TestServiceOptions<Source extends SettingsSource<CoreSettings>> {
  name: string;
  /** `LectureModule.with` */
  module: (settings: SettingsOf<Source>, wiring: Wiring) => DynamicModule;
  /** The settings class of the service, or its schema. */
  settings: Source;
  /** Directory of its SQLite files, from `tempDir()`; starting again with the same one is a restart. */
  dataDir: string;
  env?: Record<string, string>;
  clock?: Clock;
  /** Parts of the wiring that a test replaces. */
  wiring?: Partial<Wiring>;
  identity?: TestIdentity;
}

export interface TestAnswer {
  status: number;
  headers: Headers;
  body: any;
}

/** One service on a free port, with a real store and broker in `dataDir` and a test identity. */
export class TestService {
  private constructor(
    readonly service: Service,
    readonly broker: Broker,
    readonly events: CapturedEvents,
    readonly identity: TestIdentity,
    readonly url: string,
  ) {}

  static async start<Source extends SettingsSource<CoreSettings>>(
    options: TestServiceOptions<Source>,
  ): Promise<TestService> {
    const { name, dataDir, clock, env } = options;
    const settings = settingsFrom(options.settings, { SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env });
    const identity = options.identity ?? (await TestIdentity.create());
    const broker = options.wiring?.broker ?? (await openBroker('in-process:', dataDir));
    const events = await capturedEvents(broker);
    const wiring: Wiring = {
      broker,
      keys: identity.keys,
      rpc: noRpc,
      clock,
      close: () => broker.close(),
      ...options.wiring,
    };
    try {
      const service = await startService({ name, module: options.module(settings, wiring), settings });
      const port = await service.listen(0, '127.0.0.1');
      return new TestService(service, broker, events, identity, `http://127.0.0.1:${port}`);
    } catch (error) {
      await broker.close();
      throw error;
    }
  }

  /** Sends a request under `/api/v1` as `who`, or without a token; a body that is not a string is sent as JSON. */
  async call(
    method: string,
    path: string,
    { who, body, headers = {} }: { who?: TokenClaims; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<TestAnswer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(who && (await this.identity.headersFor(who))),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  async stop(): Promise<void> {
    this.service.beginShutdown();
    await this.service.close();
    await this.broker.close();
  }
}

const noRpc: Wiring['rpc'] = {
  server: () => {
    throw new Error('this test service has no RPC; pass one in its wiring');
  },
  client: () => {
    throw new Error('this test service has no RPC; pass one in its wiring');
  },
};
