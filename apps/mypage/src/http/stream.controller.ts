import { Controller, Get, Header, Query, UseGuards, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StreamQuery, ViewDocument } from '#contracts';
import {
  AcceptsTicket,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  EVENT_STREAM,
  eventStream,
  RequestHeader,
  Roles,
  type CallingAccount,
} from '#platform';
import { z } from 'zod';
import { MyPageSettings } from '../settings.js';
import type { FollowedEvent, Follower } from './follower.js';
import { LiveViews } from './live-views.js';
import { StreamTicketGuard } from './stream-tickets.controller.js';

const RECONNECT_MS = 2_000;
/** Long, so that clients beyond the limit do not replace each other in a loop. */
const RECONNECT_AFTER_REPLACED_MS = 60_000;

/** The schema of `data` for each type of event. */
const EVENTS = {
  registration: { description: 'A registration changed.', data: '#/components/schemas/ViewDocument' },
  reset: { description: 'Too many registrations changed to send each of them: read the list again.', data: '{}' },
  replaced: { description: 'You have opened more streams than allowed: this one, the oldest, ends.', data: '{}' },
};

@ApiTags('my page')
@Roles('student')
@Controller('api/v1/mypage/stream')
export class StreamController {
  constructor(
    private readonly liveViews: LiveViews,
    private readonly settings: MyPageSettings,
  ) {}

  @Get()
  @AcceptsTicket()
  @UseGuards(StreamTicketGuard)
  @ApiOperation({
    summary: 'Follow your registrations as they change',
    description:
      'A stream of server-sent events. `EventSource` cannot send an access token: pass a `ticket` in the query instead. The stream ends when the access token expires: connect again with a new token or ticket and the `Last-Event-ID` of the last event; repeats are harmless. Browsers open at most six HTTP/1.1 connections per origin, and each stream uses one of them, which all tabs share: use one stream for all tabs, or serve Sugang over HTTP/2.',
  })
  @Header('X-Accel-Buffering', 'no')
  @ApiAnswer(200, ViewDocument, {
    type: EVENT_STREAM,
    extensions: { 'x-sse-events': EVENTS },
    description:
      '`event: registration` with the view document as `data` for each change; a comment every 15 s. ' +
      '`event: reset`: more has changed than the stream sends, so read the list again. ' +
      '`event: replaced`: you have opened more streams than allowed, so this one, the oldest, ends.',
  })
  @ApiProblems('RATE_LIMITED')
  async stream(
    @CurrentAccount() account: CallingAccount,
    @Query({ schema: StreamQuery }) query: StreamQuery,
    @RequestHeader('Last-Event-ID', {
      schema: z.string().max(100).optional(),
      description: 'Id of the last event received: the stream continues after it.',
    })
    lastEventId = query.lastEventId,
  ): Promise<StreamableFile> {
    const follower = await this.liveViews.follow(account.id, lastEventId);
    const options = { until: account.tokenExpiresAt, heartbeatMs: this.settings.SUGANG_STREAM_HEARTBEAT_MS };
    return eventStream(eventText(follower, options), () => follower.close());
  }
}

interface StreamOptions {
  /** Expiry of the token, by the machine's clock, which also validates tokens. */
  until: Date;
  heartbeatMs: number;
}

async function* eventText(
  follower: Follower,
  { until, heartbeatMs }: StreamOptions,
): AsyncGenerator<string, undefined> {
  try {
    yield `retry: ${RECONNECT_MS}\nid: ${follower.receivedUpTo}\n: changes of your registrations follow\n\n`;
    let beatAt = performance.now() + heartbeatMs;
    for (;;) {
      const left = until.getTime() - Date.now();
      if (left <= 0) return undefined;
      await follower.nextChange(Math.min(left, Math.max(0, beatAt - performance.now())));
      if (follower.replaced) yield REPLACED;
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

const REPLACED = `retry: ${RECONNECT_AFTER_REPLACED_MS}\nevent: replaced\ndata: {}\n\n`;

const blockOf = (change: FollowedEvent): string =>
  `event: ${change.event}\nid: ${change.mark}\ndata: ${change.event === 'reset' ? '{}' : change.json}\n\n`;
