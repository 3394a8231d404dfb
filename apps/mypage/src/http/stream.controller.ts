import { Readable } from 'node:stream';
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
import { MyPageSettings } from '../settings.js';
import { LiveViews, type FollowedChange, type Follower } from './live-views.js';

const EVENT_STREAM = 'text/event-stream';
const RECONNECT_MS = 2_000;

@ApiTags('my page')
@Roles('student')
@Controller('api/v1/mypage/stream')
export class StreamController {
  constructor(
    private readonly liveViews: LiveViews,
    private readonly settings: MyPageSettings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Follow the changes of your registrations as they happen' })
  @Header('X-Accel-Buffering', 'no')
  @ApiAnswer(200, z.string(), {
    type: EVENT_STREAM,
    description: '`event: registration` with the view document as `data` for each change; a comment every 15 s.',
  })
  @ApiProblems('RATE_LIMITED')
  async stream(
    @CurrentAccount() account: CallingAccount,
    @RequestHeader('Last-Event-ID', {
      schema: z.string().max(100).optional(),
      description: 'Id of the last event received: the stream continues after it.',
    })
    lastEventId?: string,
  ): Promise<StreamableFile> {
    const follower = await this.liveViews.follow(account.id, lastEventId);
    if (!follower) throw tooManyStreams(this.settings.SUGANG_STREAMS_PER_STUDENT);
    const options = { until: account.tokenExpiresAt, heartbeatMs: this.settings.SUGANG_STREAM_HEARTBEAT_MS };
    return new StreamableFile(eventStream(follower, options), { type: EVENT_STREAM });
  }
}

const tooManyStreams = (limit: number) =>
  new HttpProblem('RATE_LIMITED', { variant: 'streams', values: { limit }, headers: { 'retry-after': '5' } });

interface StreamOptions {
  /** Expiry of the token, by the machine's clock, which also validates tokens. */
  until: Date;
  heartbeatMs: number;
}

/** A follower's changes as server-sent events, until it is closed or the token expires; respects backpressure. */
function eventStream(follower: Follower, options: StreamOptions): Readable {
  const text = eventText(follower, options);
  return new Readable({
    read() {
      text.next().then(
        ({ value }) => this.destroyed || this.push(value ?? null),
        (error: Error) => this.destroy(error),
      );
    },
    // Closes the follower immediately and not at the next heartbeat.
    destroy(error, done) {
      follower.close();
      done(error);
    },
  });
}

async function* eventText(
  follower: Follower,
  { until, heartbeatMs }: StreamOptions,
): AsyncGenerator<string, undefined> {
  try {
    yield `retry: ${RECONNECT_MS}\nid: ${follower.polledAt}\n: changes of your registrations follow\n\n`;
    let beatAt = performance.now() + heartbeatMs;
    for (;;) {
      const left = until.getTime() - Date.now();
      if (left <= 0) return undefined;
      await follower.nextChange(Math.min(left, Math.max(0, beatAt - performance.now())));
      if (follower.closed) return undefined;
      for (const change of follower.drain()) yield blockOf(change);
      if (performance.now() < beatAt) continue;
      yield ': heartbeat\n\n';
      beatAt += heartbeatMs;
    }
  } finally {
    follower.close();
  }
}

const blockOf = ({ document, mark }: FollowedChange): string =>
  `event: registration\nid: ${mark}\ndata: ${JSON.stringify(document)}\n\n`;
