import type { DynamicModule } from '@nestjs/common';
import type { SigningKeys } from '../auth/signing-keys.js';
import type { ProblemTable } from '../http/problem-table.js';
import type { CoreSettings } from '../settings/core-settings.js';
import type { Clock } from '../time/clock.js';
import type { Ids } from '../time/ids.js';

export interface PlatformOptions {
  /** Name of the service, as in contracts' `servicePorts`. */
  service: string;
  settings: CoreSettings;
  /** Identity's public keys: `wiring.keys`. */
  keys: SigningKeys;
  clock?: Clock;
  ids?: Ids;
  /** HTTP statuses of the app's rejections: `apps/<app>/src/http/problems.ts`. */
  problems?: ProblemTable;
  /** Head of the service's OpenAPI document. */
  api?: { title: string; description: string; tags?: Record<string, string> };
}

/**
 * What every service has: Clock, Ids, Log, Metrics, Shutdown, Recurring and Readiness to inject (global), and in front of its
 * controllers authentication, validation, idempotency, problem documents, health, metrics and the API reference.
 * Imported once by the app's root module. The app's `Database`, where it has one, may be provided by any of its modules.
 */
export class PlatformModule {
  static with(options: PlatformOptions): DynamicModule {
    throw new Error(`not written yet ${options.service}`);
  }
}
