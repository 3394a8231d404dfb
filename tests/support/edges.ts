import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { JSONWebKeySet } from 'jose';
import type { ServiceName } from '#contracts';
import { openWiring } from '#messaging';
import { SigningKeys, startService } from '#platform';
import { TestIdentity } from '#testing';
import { GatewayModule } from '../../apps/gateway/src/gateway.module.js';
import { GatewaySettings } from '../../apps/gateway/src/settings.js';
import { openGatewayWiring } from '../../apps/gateway/src/wiring.js';
import { loadDemo } from '../../apps/standalone/src/load-demo.js';
import { edgeServers } from '../../apps/standalone/src/edge.js';
import { InProcessKeys, startServices, type Services } from '../../apps/standalone/src/services.js';
import { StandaloneSettings } from '../../apps/standalone/src/settings.js';
import { Client } from './client.js';
import { RunningSystem } from './running-system.js';

/** Identity's keys plus the test's own signing key. */
class BothKeys extends SigningKeys {
  constructor(
    private readonly identity: SigningKeys,
    private readonly test: SigningKeys,
  ) {
    super();
  }

  async keys(): Promise<JSONWebKeySet> {
    return { keys: [...(await this.identity.keys()).keys, ...(await this.test.keys()).keys] };
  }
}

/** All services in this process, each on its own port, behind both edges: the gateway and the edge of the embedded mode. */
export class Edges {
  private constructor(
    readonly embedded: string,
    readonly gateway: string,
    readonly services: ReadonlyMap<ServiceName, string>,
    /** Signs tokens that every service accepts as identity's. */
    readonly signer: TestIdentity,
    private readonly closing: (() => Promise<unknown>)[],
  ) {}

  static async start(env: Record<string, string> = {}): Promise<Edges> {
    const dataDir = RunningSystem.newDataDir();
    const shared = { SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'silent', SUGANG_RATE_LIMIT: 'off', ...env };
    const settings = StandaloneSettings.fromEnvironment(shared);
    const signer = await TestIdentity.create();
    const internalKeys = new InProcessKeys();
    const opened = await openWiring(settings);
    const isOwn = settings.OIDC_ISSUER === undefined;
    const keys = isOwn ? new BothKeys(internalKeys, signer.keys) : opened.keys;
    const services = await startServices(settings, { ...opened, keys }, internalKeys);
    const urls = await listening(services);
    const { server } = await edgeServers(settings, keys, services);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const embedded = urlOf(server.address() as AddressInfo);
    const gateway = await gatewayBefore(urls, isOwn ? keys : undefined, shared);
    if (settings.SUGANG_DEMO) await loadDemo(embedded, new Date());
    return new Edges(embedded, gateway.url, urls, signer, [
      gateway.close,
      async () => void server.close().closeAllConnections(),
      () => Promise.all([...services.values()].map((service) => service.close())),
      () => opened.close(),
      async () => rmSync(dataDir, { recursive: true, force: true }),
    ]);
  }

  /** Both edges by name. */
  get both(): [string, string][] {
    return [
      ['the gateway', this.gateway],
      ['the embedded mode', this.embedded],
    ];
  }

  async tokenOf(name: string): Promise<string> {
    return (await Client.login(this.embedded, `${name}@sugang.dev`)).token!;
  }

  async stop(): Promise<void> {
    for (const close of this.closing) await close();
  }
}

const urlOf = ({ port }: AddressInfo): string => `http://127.0.0.1:${port}`;

async function listening(services: Services): Promise<Map<ServiceName, string>> {
  const urls = new Map<ServiceName, string>();
  for (const [name, service] of services) urls.set(name, `http://127.0.0.1:${await service.listen(0, '127.0.0.1')}`);
  return urls;
}

async function gatewayBefore(
  urls: ReadonlyMap<ServiceName, string>,
  keys: SigningKeys | undefined,
  env: Record<string, string>,
) {
  const upstreams = [...urls].map(([name, url]) => [`SUGANG_${name.toUpperCase()}_URL`, url]);
  const settings = GatewaySettings.load({ ...env, ...Object.fromEntries(upstreams) });
  const wiring = await openGatewayWiring(settings);
  const module = GatewayModule.with(settings, { ...wiring, ...(keys && { keys }) });
  const service = await startService({ name: 'gateway', module, settings });
  const url = `http://127.0.0.1:${await service.listen(0, '127.0.0.1')}`;
  return { url, close: () => service.close().then(() => wiring.close()) };
}
