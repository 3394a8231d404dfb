import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openWiring, type Wiring } from '#messaging';
import { StoreUnavailable } from '#persistence';
import {
  assertPortFree,
  exitOnSignalWhileStarting,
  EXIT_CONFIG,
  InvalidSettings,
  LISTEN_BACKLOG,
  Log,
  managementPortOf,
  shutDownOnSignals,
  warnAboutUnknownSettings,
} from '#platform';
import { DEMO_PASSWORD } from '../../identity/src/identity.module.js';
import { banner } from './banner.js';
import { DataDirectory, DataDirectoryUnusable } from './data-directory.js';
import { loadDemo } from './load-demo.js';
import { edgeServers, type EdgeServers } from './edge.js';
import { InProcessKeys, startServices, type Services } from './services.js';
import { StandaloneSettings } from './settings.js';

/** Serves this machine only: the demo accounts and their passwords are public. */
const HOST = '127.0.0.1';

export interface StandaloneOptions {
  adapt?: (wiring: Wiring) => Wiring;
}

export async function runStandalone(options: StandaloneOptions = {}): Promise<void> {
  try {
    await run(options);
  } catch (error) {
    process.stderr.write(`Sugang cannot start: ${reasonOf(error)}\n`);
    process.exit(error instanceof InvalidSettings ? EXIT_CONFIG : 1);
  }
}

async function run({ adapt = (wiring) => wiring }: StandaloneOptions): Promise<void> {
  const started = exitOnSignalWhileStarting();
  const reset = isReset(process.argv.slice(2));
  const settings = StandaloneSettings.fromEnvironment(process.env);
  const directory = DataDirectory.open(settings.SUGANG_DATA_DIR, reset);
  const log = Log.open({ service: 'standalone', level: settings.LOG_LEVEL });
  warnAboutUnknownSettings(log, StandaloneSettings.schema, process.env);
  const managementPort = managementPortOf(settings, settings.PORT);
  await assertPortFree(settings.PORT, HOST);
  await assertPortFree(managementPort, HOST, 'SUGANG_MANAGEMENT_PORT');
  const keys = new InProcessKeys();
  const opened = await openWiring(settings, 'standalone');
  const wiring = adapt(settings.OIDC_ISSUER === undefined ? { ...opened, keys } : opened);
  const services = await startServices(settings, wiring, keys);
  const edge = await edgeServers(settings, wiring.keys, services);
  const forOperators = `http://localhost:${await edge.management.listen(managementPort, HOST)}`;
  const url = await listen(edge.server, settings.PORT);
  if (settings.SUGANG_DEMO) await loadDemoIfPossible(url, log);
  started();
  shutDownOnSignals(log, async () => {
    await shutDown(edge, services);
    await opened.close();
    directory.release();
  });
  process.stdout.write(
    `${banner({ url, forOperators, dataDir: directory.path, demoPassword: settings.SUGANG_DEMO ? DEMO_PASSWORD : undefined })}\n`,
  );
}

function isReset(args: string[]): boolean {
  const unknown = args.filter((argument) => argument !== '--reset');
  if (unknown.length > 0) throw new UnknownArgument(`unknown argument ${unknown.join(' ')}; there is only --reset`);
  return args.includes('--reset');
}

class UnknownArgument extends Error {}

async function listen(server: Server, port: number): Promise<string> {
  server.listen({ port, host: HOST, backlog: LISTEN_BACKLOG });
  await once(server, 'listening');
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function loadDemoIfPossible(url: string, log: Log): Promise<void> {
  try {
    await loadDemo(url, new Date());
  } catch (error) {
    log.warn('the demo data could not be loaded; the next start tries again', { reason: (error as Error).message });
  }
}

async function shutDown({ server, management }: EdgeServers, services: Services): Promise<void> {
  const all = [...services.values()];
  all.forEach((service) => service.beginShutdown());
  server.close();
  server.closeIdleConnections();
  await Promise.all(all.map((service) => service.close()));
  server.closeAllConnections();
  management.close();
}

function reasonOf(error: unknown): string {
  const { code, port, message, setting = 'PORT' } = error as StandaloneFault;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the process that listens on it, or choose another port: ${setting}=8090 npm start`;
  if (code === 'EACCES') return `This user may not listen on port ${port}. Choose one above 1023: PORT=8080 npm start`;
  const isExpected = [DataDirectoryUnusable, InvalidSettings, StoreUnavailable, UnknownArgument].some(
    (kind) => error instanceof kind,
  );
  return isExpected ? message : ((error as Error).stack ?? String(error));
}

interface StandaloneFault extends Error {
  code?: string;
  port?: number;
  setting?: string;
}
