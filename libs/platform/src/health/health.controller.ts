import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/decorators.js';
import { answer, type HttpAnswer } from '../http/http-answer.js';
import { Readiness } from './readiness.js';

@Public()
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Checks no dependency: a restart would not repair one. */
  @Get('health/live')
  live(): HttpAnswer {
    return answer(200, { status: 'ok' }, { 'cache-control': 'no-store' });
  }

  @Get('health/startup')
  startup(): HttpAnswer {
    return this.live();
  }

  @Get('health/ready')
  async ready(): Promise<HttpAnswer> {
    const report = await this.readiness.report();
    return answer(report.status === 'ok' ? 200 : 503, report, { 'cache-control': 'no-store' });
  }
}
