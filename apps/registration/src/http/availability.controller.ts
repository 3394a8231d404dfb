import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Availabilities, AvailabilitiesQuery, Availability, Id, Rejection, ServerTime } from '#contracts';
import { answer, ApiAnswer, ApiProblems, cacheable, Clock, Public, type HttpAnswer } from '#platform';
import { FindAvailability } from '../use-cases/find-availability.js';

const BRIEFLY = { 'cache-control': 'public, max-age=1' };
const WEAKLY_TAGGED = {
  ETag: ['A weak tag of the content.', 'W/"c4e8a2"'],
  'Cache-Control': ['Caches may serve the response for one second.', BRIEFLY['cache-control']],
} as const;

@ApiTags('availability')
@Public()
@Controller('api/v1')
export class AvailabilityController {
  constructor(
    private readonly queries: QueryBus,
    private readonly clock: Clock,
  ) {}

  @Get('availability')
  @ApiOperation({
    summary: 'Read the free seats of several lectures',
    description: 'The availability of up to 100 lectures in one request.',
  })
  @ApiAnswer(200, Availabilities, {
    description: 'The seats of these lectures, in the order of the ids. Unknown lectures are absent.',
    headers: WEAKLY_TAGGED,
  })
  @ApiAnswer(304, undefined, { description: 'Your copy is still current.', headers: WEAKLY_TAGGED })
  async list(@Query({ schema: AvailabilitiesQuery }) { lectureIds }: AvailabilitiesQuery): Promise<HttpAnswer> {
    const items = await this.queries.execute(new FindAvailability(lectureIds));
    return cacheable({ items }, BRIEFLY, this.serverTime());
  }

  @Get('lectures/:id/availability')
  @ApiOperation({
    summary: 'Read the free seats of a lecture',
    description:
      'Read from the seat ledger, which also decides on registrations. A seat that is free now may be taken when you register.',
  })
  @ApiAnswer(200, Availability, {
    description: 'The held, taken and available seats of the lecture, and its registration period.',
    headers: WEAKLY_TAGGED,
  })
  @ApiAnswer(304, undefined, { description: 'Your copy is still current.', headers: WEAKLY_TAGGED })
  @ApiProblems('LECTURE_UNKNOWN')
  async find(@Param('id', { schema: Id.describe('Id of the lecture.') }) id: string): Promise<HttpAnswer> {
    const [availability] = await this.queries.execute(new FindAvailability([id]));
    if (!availability) throw new Rejection('LECTURE_UNKNOWN');
    return cacheable(availability, BRIEFLY, this.serverTime());
  }

  @Get('time')
  @ApiOperation({
    summary: 'Read the time',
    description: 'The clock that decides whether registration is open. Use it to count down to `registrationOpensAt`.',
  })
  @ApiAnswer(200, ServerTime, { description: 'The time.', headers: { 'Cache-Control': 'Never stored.' } })
  time(): HttpAnswer {
    return answer(200, this.serverTime(), { 'cache-control': 'no-store' });
  }

  private serverTime(): ServerTime {
    return { serverTime: this.clock.now().toISOString() };
  }
}
