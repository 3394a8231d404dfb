import { Controller, Get, Header, Ip, Param, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Availability, Id } from '#contracts';
import { ApiAnswer, ApiProblems, EVENT_STREAM, eventStream, Public } from '#platform';
import { RegistrationSettings } from '../settings.js';
import { AvailabilityStreams, type Viewer } from './availability-streams.js';

const RECONNECT_MS = 2_000;

const EVENTS = {
  availability: {
    description: 'The current seats, then the new ones after each change.',
    data: '#/components/schemas/Availability',
  },
};

@ApiTags('availability')
@Public()
@Controller('api/v1/lectures/:id/availability/stream')
export class AvailabilityStreamController {
  constructor(
    private readonly streams: AvailabilityStreams,
    private readonly settings: RegistrationSettings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Follow the free seats of a lecture',
    description:
      'A stream of server-sent events for the page of a lecture; `EventSource` can open it. It begins with the current seats, so a client that reconnects misses nothing. Browsers open at most six HTTP/1.1 connections per origin, and each stream uses one of them, which all tabs share: close the stream when the page is closed, or serve Sugang over HTTP/2. 429 and 503 mean that too many streams are open: poll `GET /api/v1/lectures/{id}/availability` instead.',
  })
  @Header('Cache-Control', 'no-store')
  @Header('X-Accel-Buffering', 'no')
  @ApiAnswer(200, Availability, {
    type: EVENT_STREAM,
    extensions: { 'x-sse-events': EVENTS },
    description:
      '`event: availability` with the seats as `data`, immediately and after each change; a comment every 15 s.',
  })
  @ApiProblems('LECTURE_UNKNOWN')
  async follow(
    @Param('id', { schema: Id.describe('Id of the lecture.') }) id: string,
    @Ip() address: string,
  ): Promise<StreamableFile> {
    const viewer = await this.streams.watch(id, address);
    return eventStream(eventText(viewer, this.settings.SUGANG_STREAM_HEARTBEAT_MS), () => viewer.close());
  }
}

async function* eventText(viewer: Viewer, heartbeatMs: number): AsyncGenerator<string, undefined> {
  yield `retry: ${RECONNECT_MS}\n: the seats of the lecture follow\n\n`;
  let beatAt = performance.now() + heartbeatMs;
  for (;;) {
    const availability = await viewer.next(beatAt - performance.now());
    if (viewer.closed) return undefined;
    if (availability !== undefined) yield `event: availability\ndata: ${availability}\n\n`;
    if (performance.now() < beatAt) continue;
    yield ': heartbeat\n\n';
    beatAt += heartbeatMs;
  }
}
