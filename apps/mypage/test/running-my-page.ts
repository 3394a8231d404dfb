import { openBroker, type Broker } from '#messaging';
import type { Clock, Service } from '#platform';
import { cast, EventStream, type TestAnswer, TestService, type TokenClaims } from '#testing';
import { Views } from '../src/ports/views.js';
import { MyPageModule, MyPageSettings } from '../src/mypage.module.js';
import type { Owners } from './owners.js';

/** My Page as a running service on a free port. */
export class RunningMyPage {
  private constructor(private readonly test: TestService) {}

  /**
   * @param dataDir an existing one simulates a restart
   * @param owners the other services, started before it
   */
  static async start(
    dataDir: string,
    env: Record<string, string> = {},
    owners?: Owners,
    clock?: Clock,
  ): Promise<RunningMyPage> {
    const broker = await openBroker('in-process:', dataDir);
    await owners?.listenOn(broker);
    const module = MyPageModule.with.bind(MyPageModule);
    const settings = MyPageSettings;
    return new RunningMyPage(
      await TestService.start({ name: 'mypage', module, settings, dataDir, env, clock, wiring: { broker } }),
    );
  }

  get service(): Service {
    return this.test.service;
  }

  get url(): string {
    return this.test.url;
  }

  get broker(): Broker {
    return this.test.broker;
  }

  get views(): Views {
    return this.service.app.get(Views);
  }

  /** Reads as Mina by default; a stranger sends no token. */
  get(path: string, who: TokenClaims | 'a stranger' = cast.mina): Promise<TestAnswer> {
    return this.test.call('GET', path, who === 'a stranger' ? {} : { who });
  }

  post(path: string, who: TokenClaims | 'a stranger' = cast.mina): Promise<TestAnswer> {
    return this.test.call('POST', path, who === 'a stranger' ? {} : { who });
  }

  async stream(who: TokenClaims = cast.mina, lastEventId?: string): Promise<EventStream> {
    const headers = await this.test.identity.headersFor(who);
    const resumed = lastEventId === undefined ? headers : { ...headers, 'last-event-id': lastEventId };
    return EventStream.open(`${this.test.url}/api/v1/mypage/stream`, resumed);
  }

  async stop(): Promise<void> {
    await this.test.stop();
  }
}
