import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import { servicePorts } from '#contracts';
import { managementPortOf } from '../health/management-server.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Log } from '../log/log.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { InvalidSettings, schemaOf, settingsFrom, type SettingsOf, type SettingsSource } from '../settings/settings.js';
import { createDataDirectory } from '../settings/data-directory.js';
import { warnAboutUnknownSettings } from '../settings/unknown-settings.js';
import { anyAddress, type Service } from './running-service.js';
import { exitOnSignalWhileStarting, shutDownOnSignals } from './signals.js';
import { startService } from './start-service.js';

/** Exit code for an invalid configuration (EX_CONFIG of sysexits.h). */
export const EXIT_CONFIG = 78;

export interface RunOptions<Source extends SettingsSource<CoreSettings>, Wiring extends { close(): Promise<void> }> {
  name: string;
  settings: Source;
  /** Opens the connections to other services; closed in shutdown phase `broker`. */
  wiring: (settings: SettingsOf<Source>, name: string) => Promise<Wiring>;
  module: (settings: SettingsOf<Source>, wiring: Wiring) => DynamicModule;
}

/** The main function of a service process: reads the settings (exit code 78 if they are invalid), starts, listens, and drains on SIGTERM. */
export async function runService<
  Source extends SettingsSource<CoreSettings>,
  Wiring extends { close(): Promise<void> },
>(options: RunOptions<Source, Wiring>): Promise<void> {
  try {
    await run(options);
  } catch (error) {
    process.stderr.write(`${options.name} cannot start: ${reasonOf(error)}\n`);
    process.exit(error instanceof InvalidSettings ? EXIT_CONFIG : 1);
  }
}

async function run<Source extends SettingsSource<CoreSettings>, Wiring extends { close(): Promise<void> }>({
  name,
  settings: source,
  wiring: open,
  module,
}: RunOptions<Source, Wiring>): Promise<void> {
  const hasStarted = exitOnSignalWhileStarting();
  const settings = settingsFrom(source, process.env);
  const port = settings.PORT ?? portOf(name);
  const managementPort = managementPortOf(settings, port);
  await assertPortFree(port, anyAddress());
  await assertPortFree(managementPort, anyAddress(), 'SUGANG_MANAGEMENT_PORT');
  createDataDirectory(settings);
  const wiring = await open(settings, name);
  const service = await startService({ name, module: module(settings, wiring), settings });
  service.app.get(Shutdown).add('broker', { drain: () => wiring.close() });
  const log = service.app.get(Log);
  warnAboutUnknownSettings(log, schemaOf(source), process.env);
  log.info('listening', await listen(service, port, managementPort));
  hasStarted();
  shutDownOnSignals(log, () => shutDown(service, settings.SUGANG_DRAIN_WAIT_MS));
}

async function listen(service: Service, port: number, forOperators: number): Promise<Record<string, number>> {
  try {
    return { managementPort: await service.listenForOperators(forOperators), port: await service.listen(port) };
  } catch (error) {
    await service.close();
    throw error;
  }
}

async function shutDown(service: Service, drainWaitMs: number): Promise<void> {
  service.beginShutdown();
  await setTimeout(drainWaitMs);
  await service.close();
}

const portOf = (name: string): number => (servicePorts as Record<string, number>)[name] ?? 0;

function reasonOf(error: unknown): string {
  const { code, port, setting = 'PORT' } = (error ?? {}) as { code?: string; port?: number; setting?: string };
  if (code === 'EADDRINUSE') return `port ${port} is in use; set ${setting} to another one`;
  return error instanceof InvalidSettings ? error.message : String(error);
}

/** @param setting names the port in the error message */
export async function assertPortFree(port: number, host?: string, setting = 'PORT'): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once('error', (error) => failed(Object.assign(error, { setting }))).listen({ port, host }, listening);
  });
  await new Promise((closed) => server.close(closed));
}
