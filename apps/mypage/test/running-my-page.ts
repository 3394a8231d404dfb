import { openBroker, type Broker } from '#messaging';
import { loadSettings, startService, type Service } from '#platform';
import { cast, TestIdentity, type TokenClaims } from '#testing';
import { Views } from '../src/domain/views.js';
import { MyPageModule, myPageSettings } from '../src/mypage.module.js';
import { EventStream } from './event-stream.js';

export interface Answer {
  status: number;
  headers: Headers;
  body: any;
}

/** My Page as a service of its own, on a free port, with an identity and a broker of the test's own. */
export class RunningMyPage {
  private constructor(
    readonly service: Service,
    readonly broker: Broker,
    private readonly identity: TestIdentity,
    readonly url: string,
  ) {}

  /** Call it while tests run; `dir` comes from `tempDir()`. */
  static async start(dir: string, env: Record<string, string> = {}): Promise<RunningMyPage> {
    const settings = loadSettings(myPageSettings, { SUGANG_DATA_DIR: dir, LOG_LEVEL: 'silent', ...env });
    const identity = await TestIdentity.create();
    const broker = await openBroker('in-process:', dir);
    const wiring = { broker, keys: identity.keys, rpc: undefined as never, close: () => broker.close() };
    const service = await startService({ name: 'mypage', module: MyPageModule.with(settings, wiring), settings });
    const port = await service.listen(0, '127.0.0.1');
    return new RunningMyPage(service, broker, identity, `http://127.0.0.1:${port}/api/v1`);
  }

  get views(): Views {
    return this.service.app.get(Views);
  }

  async get(
    path: string,
    who: TokenClaims | undefined = cast.mina,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, { headers: { ...(await this.headersOf(who)), ...headers } });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text) };
  }

  /** A stranger sends no token. */
  async getAsStranger(path: string): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`);
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  async stream(who: TokenClaims = cast.mina, lastEventId?: string): Promise<EventStream> {
    const headers = { ...(await this.headersOf(who)), ...(lastEventId && { 'last-event-id': lastEventId }) };
    return EventStream.open(`${this.url}/mypage/stream`, headers);
  }

  async stop(): Promise<void> {
    this.service.beginShutdown();
    await this.service.close();
    await this.broker.close();
  }

  private headersOf(who: TokenClaims): Promise<{ authorization: string }> {
    return this.identity.headersFor(who);
  }
}
