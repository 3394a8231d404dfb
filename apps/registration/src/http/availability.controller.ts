import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Availability, Id } from '#contracts';
import { ApiAnswer, ApiProblems, cacheable, Public, type HttpAnswer } from '#platform';
import { FindAvailability } from '../use-cases/find-availability.js';

const WEAKLY_TAGGED = {
  ETag: 'A weak tag of the content.',
  'Cache-Control': 'Caches may serve it for one second, so that many readers cost one read.',
};

@ApiTags('availability')
@Controller('api/v1/lectures')
export class AvailabilityController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':id/availability')
  @ApiOperation({
    summary: 'Read the free seats of a lecture',
    description:
      'From the seat ledger that also decides about registrations. A seat that is free now may be taken when you register.',
  })
  @Public()
  @ApiAnswer(200, Availability, {
    description: 'The held, taken and available seats of the lecture.',
    headers: WEAKLY_TAGGED,
  })
  @ApiAnswer(304, undefined, { description: 'What you have is still current.', headers: WEAKLY_TAGGED })
  @ApiProblems('LECTURE_UNKNOWN')
  async find(@Param('id', { schema: Id.describe('Id of the lecture.') }) id: string): Promise<HttpAnswer> {
    return cacheable(await this.queries.execute(new FindAvailability(id)), { 'cache-control': 'public, max-age=1' });
  }
}
