import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  Id,
  LectureRegistrationsQuery,
  LectureStatistics,
  Registration,
  RegistrationPage,
  RemoveStudentBody,
  StatisticsQuery,
  type Page,
} from '#contracts';
import { ApiAnswer, ApiProblems, CurrentAccount, Idempotent, Roles, type CallingAccount } from '#platform';
import { publicStateOf } from '../domain/registration.js';
import { ListRegistrationsOfLecture } from '../use-cases/list-registrations-of-lecture.js';
import { RemoveStudent } from '../use-cases/remove-student.js';
import { ShowStatistics } from '../use-cases/show-statistics.js';
import { pageOf, positionIn } from './registrations.controller.js';

@ApiTags('registrations')
@Roles('instructor', 'admin')
@Controller('api/v1/admin')
export class AdminRegistrationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Get('lectures/:id/registrations')
  @ApiOperation({
    summary: 'List the registrations of a lecture',
    description: 'Newest first, including held and ended registrations.',
  })
  @ApiAnswer(200, RegistrationPage, { description: 'A page of registrations.' })
  @ApiProblems('NOT_FOUND')
  async list(
    @Param('id', { schema: Id.describe('Id of the lecture.') }) lectureId: string,
    @Query({ schema: LectureRegistrationsQuery }) { status, cursor, limit }: LectureRegistrationsQuery,
    @CurrentAccount() account: CallingAccount,
  ): Promise<Page<Registration>> {
    const page = { lectureId, status, before: positionIn(cursor), limit: limit + 1 };
    return pageOf(await this.queries.execute(new ListRegistrationsOfLecture(account, page)), limit);
  }

  @Get('lectures/:id/statistics')
  @ApiOperation({
    summary: 'Show the registrations of a lecture over time',
    description: 'Requested, confirmed and canceled registrations and their fees per day or hour, and in total.',
  })
  @ApiAnswer(200, LectureStatistics, { description: 'The counts of each interval.' })
  @ApiProblems('NOT_FOUND')
  statistics(
    @Param('id', { schema: Id.describe('Id of the lecture.') }) lectureId: string,
    @Query({ schema: StatisticsQuery }) asked: StatisticsQuery,
    @CurrentAccount() account: CallingAccount,
  ): Promise<LectureStatistics> {
    return this.queries.execute(new ShowStatistics(account, lectureId, asked));
  }

  @Post('registrations/:id/remove')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Remove a student from a lecture',
    description: 'Cancels a confirmed registration. The student reads the note and gets a full refund.',
  })
  @ApiAnswer(200, Registration, { description: 'Canceled. Repeating the request is safe.' })
  @ApiProblems('NOT_FOUND', 'NOT_CONFIRMED')
  async remove(
    @Param('id', { schema: Id.describe('Id of the registration.') }) id: string,
    @Body({ schema: RemoveStudentBody }) { note }: RemoveStudentBody,
    @CurrentAccount() account: CallingAccount,
  ): Promise<Registration> {
    return publicStateOf(await this.commands.execute(new RemoveStudent(id, account, note)));
  }
}
