import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { ManagementServer, type ManagementPages } from '../health/management-server.js';
import { Readiness } from '../health/readiness.js';
import { LISTEN_BACKLOG } from '../http/guarded-server.js';
import { InFlightRequests } from '../http/in-flight-requests.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Log } from '../log/log.js';
import { Metrics } from '../metrics/metrics.js';
import { Reference } from '../openapi/reference.js';
import type { CoreSettings } from '../settings/core-settings.js';

const IPV6_ADDRESSES = '/proc/net/if_inet6';

/** The address of all interfaces: `::`, which accepts IPv4 as well, or `0.0.0.0` where the kernel has no IPv6. */
export const anyAddress = (platform = process.platform, ipv6Addresses = IPV6_ADDRESSES): '::' | '0.0.0.0' =>
  platform === 'linux' && !existsSync(ipv6Addresses) ? '0.0.0.0' : '::';

export interface ServiceOptions {
  name: string;
  /** The app's root module, such as `RegistrationModule.with(settings, wiring)`; it imports `PlatformModule.with(…)`. */
  module: DynamicModule;
  settings: CoreSettings;
}

export interface Service {
  readonly name: string;
  readonly app: NestFastifyApplication;
  readonly fastify: FastifyInstance;
  readonly metrics: Metrics;
  handle(request: IncomingMessage, response: ServerResponse): void;
  openApi(): OpenAPIObject;
  ready(): Promise<ReadinessReport>;
  listen(port: number, host?: string): Promise<number>;
  /** Serves `/metrics` and the health endpoints on a port of their own, until the service is closed. */
  listenForOperators(port: number, host?: string): Promise<number>;
  /** Readiness becomes 503, responses carry `Connection: close`, and `Shutdown.signal` closes streams. */
  beginShutdown(): void;
  /** Drains and closes in the order of architecture.md, section Shutdown; further calls return the same promise. */
  close(): Promise<void>;
}

export interface ReadinessReport {
  ready: boolean;
  checks: Record<string, 'up' | 'down'>;
}

export class RunningService implements Service {
  readonly fastify: FastifyInstance;
  readonly metrics: Metrics;
  private readonly shutdown: Shutdown;
  private readonly management: ManagementServer;
  private closing?: Promise<void>;

  constructor(
    readonly name: string,
    readonly app: NestFastifyApplication,
    settings: CoreSettings,
  ) {
    this.fastify = app.getHttpAdapter().getInstance();
    this.metrics = app.get(Metrics);
    this.shutdown = app.get(Shutdown);
    this.management = new ManagementServer(this.pages(), app.get(Log), settings);
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    this.fastify.routing(request, response);
  }

  openApi(): OpenAPIObject {
    return this.app.get(Reference).of(this.app);
  }

  async ready(): Promise<ReadinessReport> {
    const { status, details } = await this.app.get(Readiness).report();
    const checks = Object.entries(details).map(([name, check]) => [name, check.status === 'up' ? 'up' : 'down']);
    return { ready: status === 'ok', checks: Object.fromEntries(checks) as ReadinessReport['checks'] };
  }

  async listen(port: number, host: string = anyAddress()): Promise<number> {
    await this.app.listen({ port, host, backlog: LISTEN_BACKLOG });
    return (this.fastify.server.address() as AddressInfo).port;
  }

  listenForOperators(port: number, host: string = anyAddress()): Promise<number> {
    return this.management.listen(port, host);
  }

  beginShutdown(): void {
    this.shutdown.begin();
  }

  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private pages(): ManagementPages {
    return {
      ready: async () => {
        const report = await this.app.get(Readiness).report();
        return { ready: report.status === 'ok', report };
      },
      metrics: async () => ({ type: this.metrics.contentType, text: await this.metrics.text() }),
    };
  }

  private async shutDown(): Promise<void> {
    this.shutdown.begin();
    await this.shutdown.run('consume');
    if (this.fastify.server.listening) this.fastify.server.close();
    await this.app.get(InFlightRequests).settled(this.shutdown.timeoutFor('requests'));
    await this.shutdown.run('work');
    await this.shutdown.run('relay');
    await this.shutdown.run('broker');
    // The remaining connections have no request; Node would wait for the clients to close them.
    this.fastify.server.closeAllConnections();
    await this.shutdown.within('app', () => this.app.close());
    await this.shutdown.run('store');
    this.management.close();
  }
}
