import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ChangePlaceBody, Id, PlaceNumber, Registration, SeatMap } from '#contracts';
import {
  ApiAnswer,
  ApiProblems,
  cacheable,
  CurrentAccount,
  Public,
  RecognizedAccount,
  RecognizesAccount,
  Roles,
  type CallingAccount,
  type HttpAnswer,
} from '#platform';
import { publicStateOf } from '../domain/registration.js';
import { ChangePlace } from '../use-cases/change-place.js';
import { ShowSeatMap } from '../use-cases/show-seat-map.js';

const BRIEFLY = { 'cache-control': 'private, max-age=1', vary: 'Authorization' };
const WEAKLY_TAGGED = {
  ETag: ['A weak tag of the content.', 'W/"c4e8a2"'],
  'Cache-Control': ['Clients may use the response for one second.', BRIEFLY['cache-control']],
} as const;

@ApiTags('availability')
@Controller('api/v1/lectures/:id/seats')
export class SeatsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Public()
  @RecognizesAccount()
  @ApiOperation({
    summary: 'Read the numbered seats of a lecture',
    description:
      'Rows and seats in reading order, for a map or a plain list. With an access token your own seats are marked as `mine`. A seat that is free now may be taken when you register.',
  })
  @ApiAnswer(200, SeatMap, { description: 'Every seat and whether it is free.', headers: WEAKLY_TAGGED })
  @ApiAnswer(304, undefined, { description: 'Your copy is still current.', headers: WEAKLY_TAGGED })
  @ApiProblems('LECTURE_UNKNOWN', 'NO_SEATS')
  async map(
    @Param('id', { schema: Id.describe('Id of the lecture.') }) id: string,
    @RecognizedAccount() account: CallingAccount | undefined,
  ): Promise<HttpAnswer> {
    const { asOf, ...map } = await this.queries.execute(new ShowSeatMap(id, account?.id));
    return cacheable(map, BRIEFLY, { asOf });
  }
}

@ApiTags('registrations')
@Roles('student')
@Controller('api/v1/registrations/:id/places')
export class PlacesController {
  constructor(private readonly commands: CommandBus) {}

  @Put(':no')
  @ApiOperation({
    summary: 'Change a place of a registration',
    description: 'Moves the place to another free seat of the same fee, or changes who takes it.',
  })
  @ApiAnswer(200, Registration, { description: 'The registration after the change.' })
  @ApiProblems(
    ...['NOT_FOUND', 'NO_SEATS', 'SEAT_TAKEN', 'SEAT_OTHER_FEE', 'PLACES_UNKNOWN', 'REGISTRATION_OVER'],
    'LECTURE_UNKNOWN',
  )
  async change(
    @Param('id', { schema: Id.describe('Id of the registration.') }) id: string,
    @Param('no', { schema: PlaceNumber }) no: number,
    @Body({ schema: ChangePlaceBody }) change: ChangePlaceBody,
    @CurrentAccount() { id: studentId }: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.commands.execute(new ChangePlace(id, studentId, no, change)));
  }
}
