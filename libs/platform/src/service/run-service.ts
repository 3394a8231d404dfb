import type { DynamicModule } from '@nestjs/common';
import type { z } from 'zod';
import type { CoreSettings } from '../settings/core-settings.js';

export interface RunOptions<Schema extends z.ZodType<CoreSettings>, Wiring extends { close(): Promise<void> }> {
  name: string;
  settings: Schema;
  /** Opens what connects the service to the others. */
  wiring: (settings: z.output<Schema>) => Promise<Wiring>;
  /** `RegistrationModule.with` */
  module: (settings: z.output<Schema>, wiring: Wiring) => DynamicModule;
}

/** The main of a service process: settings from the environment (exit 78 when they are invalid), start, listen, drain on SIGTERM; a second signal ends it at once. */
export async function runService<Schema extends z.ZodType<CoreSettings>, Wiring extends { close(): Promise<void> }>(
  options: RunOptions<Schema, Wiring>,
): Promise<void> {
  throw new Error(`not written yet ${options.name}`);
}
