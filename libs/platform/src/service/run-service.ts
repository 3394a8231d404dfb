import type { DynamicModule } from '@nestjs/common';
import { servicePorts } from '#contracts';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Log } from '../log/log.js';
import type { CoreSettings } from '../settings/core-settings.js';
import { schemaOf, settingsFrom, type SettingsOf, type SettingsSource } from '../settings/create-settings.js';
import { InvalidSettings } from '../settings/load-settings.js';
import { makeDataDirectoryOf } from '../settings/data-directory.js';
import { tellUnknownSettings } from '../settings/unknown-settings.js';
import { assertPortFree } from './port-taken.js';
import { endWhileStarting, onSignals } from './on-signals.js';
import type { Service } from './service.js';
import { startService } from './start-service.js';

/** Exit code of a process whose configuration is invalid (EX_CONFIG of sysexits.h). */
export const EXIT_CONFIG = 78;

export interface RunOptions<Source extends SettingsSource<CoreSettings>, Wiring extends { close(): Promise<void> }> {
  name: string;
  /** The settings class of the service, or its schema. */
  settings: Source;
  /** Opens what connects the service to the others; closed in shutdown phase `broker`. */
  wiring: (settings: SettingsOf<Source>) => Promise<Wiring>;
  /** `RegistrationModule.with` */
  module: (settings: SettingsOf<Source>, wiring: Wiring) => DynamicModule;
}

/** The main of a service process: settings from the environment (exit 78 when they are invalid), start, listen, drain on SIGTERM; while it starts, and at the second signal, it ends at once. */
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
  const hasStarted = endWhileStarting();
  const settings = settingsFrom(source, process.env);
  const port = settings.PORT ?? portOf(name);
  await assertPortFree(port, '0.0.0.0');
  makeDataDirectoryOf(settings);
  const wiring = await open(settings);
  const service = await startService({ name, module: module(settings, wiring), settings });
  service.app.get(Shutdown).add('broker', { drain: () => wiring.close() });
  const log = service.app.get(Log);
  tellUnknownSettings(log, schemaOf(source), process.env);
  log.info('listening', { port: await listen(service, port) });
  hasStarted();
  onSignals(log, () => end(service, settings.SUGANG_DRAIN_WAIT_MS));
}

async function listen(service: Service, port: number): Promise<number> {
  try {
    return await service.listen(port);
  } catch (error) {
    await service.close();
    throw error;
  }
}

async function end(service: Service, drainWaitMs: number): Promise<void> {
  service.beginShutdown();
  await new Promise((resolve) => setTimeout(resolve, drainWaitMs));
  await service.close();
}

const portOf = (name: string): number => (servicePorts as Record<string, number>)[name] ?? 0;

function reasonOf(error: unknown): string {
  const { code, port } = (error ?? {}) as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is taken; choose another by PORT`;
  return error instanceof InvalidSettings ? error.message : String(error);
}
