import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/decorators.js';
import { answer, type HttpAnswer } from '../http/answer.js';
import { Metrics } from '../metrics/metrics.js';
import { Readiness } from './readiness.js';

/** Probes and figures for whoever runs the service. */
@Public()
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process answers; no dependency is asked. */
  @Get('health/live')
  live(): HttpAnswer {
    return answer(200, { status: 'ok' }, { 'cache-control': 'no-store' });
  }

  /** It answers only once everything is opened and migrated. */
  @Get('health/startup')
  startup(): HttpAnswer {
    return this.live();
  }

  @Get('health/ready')
  async ready(): Promise<HttpAnswer> {
    const report = await this.readiness.report();
    return answer(report.status === 'ok' ? 200 : 503, report, { 'cache-control': 'no-store' });
  }

  @Get('metrics')
  async figures(): Promise<HttpAnswer> {
    return answer(200, await this.metrics.text(), { 'content-type': this.metrics.contentType });
  }
}
