import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LectureCancellation, PathId } from '#contracts';
import { ApiAnswer, ApiProblems, CurrentAccount, Roles, type CallingAccount } from '#platform';
import { ShowLectureCancellation } from '../use-cases/show-lecture-cancellation.js';

@ApiTags('teaching')
@Roles('instructor', 'admin')
@Controller('api/v1/admin/lectures/:id/cancellation')
export class LectureCancellationsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'Show the consequences and progress of canceling a lecture',
    description:
      'Before you cancel: how many students lose their places, and how much has to be refunded. Afterward: how many registrations are canceled and how many payments refunded.',
  })
  @ApiAnswer(200, LectureCancellation, { description: 'Students, places, payments and refunds.' })
  @ApiProblems('NOT_FOUND')
  async showCancellation(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
  ): Promise<LectureCancellation> {
    return this.queries.execute(new ShowLectureCancellation(account, id));
  }
}
