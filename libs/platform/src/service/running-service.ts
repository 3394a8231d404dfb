import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { Readiness } from '../health/readiness.js';
import { RequestsUnderWay } from '../http/requests-under-way.js';
import { Shutdown } from '../lifecycle/shutdown.js';
import { Metrics } from '../metrics/metrics.js';
import { Reference } from '../openapi/reference.js';
import type { ReadinessReport, Service } from './service.js';

/** A service that has started. */
export class RunningService implements Service {
  readonly fastify: FastifyInstance;
  readonly metrics: Metrics;
  private readonly shutdown: Shutdown;
  private closing?: Promise<void>;

  constructor(
    readonly name: string,
    readonly app: NestFastifyApplication,
  ) {
    this.fastify = app.getHttpAdapter().getInstance();
    this.metrics = app.get(Metrics);
    this.shutdown = app.get(Shutdown);
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

  async listen(port: number, host = '0.0.0.0'): Promise<number> {
    await this.app.listen(port, host);
    return (this.fastify.server.address() as AddressInfo).port;
  }

  beginShutdown(): void {
    this.shutdown.begin();
  }

  close(): Promise<void> {
    this.closing ??= this.comeToRest();
    return this.closing;
  }

  private async comeToRest(): Promise<void> {
    this.shutdown.begin();
    await this.shutdown.run('consume');
    if (this.fastify.server.listening) this.fastify.server.close();
    await this.app.get(RequestsUnderWay).settled(this.shutdown.patienceFor('requests'));
    await this.shutdown.run('work');
    await this.shutdown.run('relay');
    await this.shutdown.run('broker');
    // Whatever is connected still has asked for nothing: Node counts it as busy, and would wait for it to go by itself.
    this.fastify.server.closeAllConnections();
    await this.shutdown.within('app', () => this.app.close());
    await this.shutdown.run('store');
  }
}
