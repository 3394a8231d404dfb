import { serviceNames, type ServiceName } from '#contracts';
import { Shutdown, startService, type Service } from '#platform';
import { TestIdentity } from '#testing';
import { GatewayModule } from '../src/gateway.module.js';
import { GatewaySettings } from '../src/settings.js';
import { openGatewayWiring } from '../src/wiring.js';
import { StandIn } from './stand-in.js';

/** A gateway on a free port, before a stand-in for every service. */
export class RunningGateway {
  private constructor(
    readonly service: Service,
    readonly url: string,
    readonly behind: Record<ServiceName, StandIn>,
    /** Whose tokens this gateway takes. */
    readonly identity: TestIdentity,
  ) {}

  /** @param keysOfIdentity whether tokens are judged by the keys that the stand-in of identity publishes */
  static async start(env: Record<string, string> = {}, { keysOfIdentity = false } = {}): Promise<RunningGateway> {
    const behind = Object.fromEntries(
      await Promise.all(serviceNames.map(async (name) => [name, await StandIn.start()] as const)),
    ) as Record<ServiceName, StandIn>;
    const urls = serviceNames.map((name) => [`SUGANG_${name.toUpperCase()}_URL`, behind[name].url]);
    const settings = GatewaySettings.load({ LOG_LEVEL: 'silent', ...Object.fromEntries(urls), ...env });
    const identity = await TestIdentity.create();
    const opened = await openGatewayWiring(settings);
    const wiring = { ...opened, ...(!keysOfIdentity && { keys: identity.keys }) };
    const service = await startService({ name: 'gateway', module: GatewayModule.with(settings, wiring), settings });
    service.app.get(Shutdown).add('broker', { drain: () => wiring.close() });
    const port = await service.listen(0, '127.0.0.1');
    return new RunningGateway(service, `http://127.0.0.1:${port}`, behind, identity);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  async stop(): Promise<void> {
    const rest = this.service.close();
    await Promise.all(Object.values(this.behind).map((standIn) => standIn.die()));
    await rest;
  }
}
