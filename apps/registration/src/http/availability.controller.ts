import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Availability, Id } from '#contracts';
import { ApiAnswer, ApiProblems, Public } from '#platform';
import { FindAvailability } from '../use-cases/find-availability.js';

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
  @ApiAnswer(200, Availability, { description: 'The held, taken and available seats of the lecture.' })
  @ApiProblems('LECTURE_UNKNOWN')
  find(@Param('id', { schema: Id.describe('Id of the lecture.') }) id: string): Promise<Availability> {
    return this.queries.execute(new FindAvailability(id));
  }
}
