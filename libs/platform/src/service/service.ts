import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/metrics.js';
import type { CoreSettings } from '../settings/core-settings.js';

export interface ServiceOptions {
  name: string;
  /** The app's root module, already `with(settings, wiring)`; it imports `PlatformModule.with(…)`. */
  module: DynamicModule;
  settings: CoreSettings;
}

/** One running service, listening or not. */
export interface Service {
  readonly name: string;
  readonly app: NestFastifyApplication;
  readonly fastify: FastifyInstance;
  readonly metrics: Metrics;
  /** Answers one HTTP request without listening. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  openApi(): OpenAPIObject;
  ready(): Promise<ReadinessReport>;
  /** Listens; resolves with the port (the one given, or a free one for 0). */
  listen(port: number, host?: string): Promise<number>;
  /** Announces the end: readiness turns 503, answers say `Connection: close`, streams are asked to close. */
  beginShutdown(): void;
  /** Drains in the order of architecture.md «Shutdown» and closes; a second call waits for the first. */
  close(): Promise<void>;
}

export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, 'up' | 'down'>;
}
