import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  HttpProblem,
  RequestHeader,
  Roles,
  type CallingAccount,
} from '#platform';
import { z } from 'zod';
import { LiveRules, LiveViews } from '../use-cases/live-views.js';
import { eventStream } from './event-stream.js';

const EVENT_STREAM = 'text/event-stream';

@ApiTags('my page')
@Roles('student')
@Controller('api/v1/mypage/stream')
export class StreamController {
  constructor(
    private readonly liveViews: LiveViews,
    private readonly rules: LiveRules,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Follow the changes of your registrations as they happen' })
  @Header('X-Accel-Buffering', 'no')
  @ApiAnswer(200, z.string(), {
    type: EVENT_STREAM,
    description: '`event: registration` with the view document as `data`, for each change; a comment every 15 s.',
  })
  @ApiProblems('RATE_LIMITED')
  async stream(
    @CurrentAccount() account: CallingAccount,
    @RequestHeader('Last-Event-ID', {
      schema: z.string().max(100).optional(),
      description: 'Goes on after this event.',
    })
    lastEventId?: string,
  ): Promise<StreamableFile> {
    const follower = await this.liveViews.follow(account.id, lastEventId);
    if (!follower) throw tooMany(this.rules.mostPerStudent);
    const rules = { until: account.tokenExpiresAt, heartbeatMs: this.rules.heartbeatMs };
    return new StreamableFile(eventStream(follower, rules), { type: EVENT_STREAM });
  }
}

const tooMany = (most: number): HttpProblem =>
  new HttpProblem('RATE_LIMITED', `You hold ${most} streams open: close one first.`, {
    headers: { 'retry-after': '5' },
  });
