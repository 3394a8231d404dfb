import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Id, Instant, MyPage, PathId, RegistrationsQuery, ViewDocument, ViewPage, type Page } from '#contracts';
import {
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  decodeCursor,
  encodeCursor,
  Roles,
  type CallingAccount,
} from '#platform';
import { z } from 'zod';
import { ListMyRegistrations } from '../use-cases/list-my-registrations.js';
import { ShowMyPage } from '../use-cases/show-my-page.js';
import { ShowMyRegistration } from '../use-cases/show-my-registration.js';

const Position = z.strictObject({ requestedAt: Instant, id: Id });

@ApiTags('my page')
@Roles('student')
@Controller('api/v1/mypage')
export class MyPageController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'Read the summary of your registrations',
    description:
      'For the start page: counts by status, what you have paid, and the next lectures. It reflects changes within a second.',
  })
  @ApiAnswer(200, MyPage, { description: 'Counts by status, the total paid and the upcoming lectures.' })
  async myPage(@CurrentAccount() { id }: CallingAccount): Promise<MyPage> {
    return this.queries.execute(new ShowMyPage(id));
  }

  @Get('registrations')
  @ApiOperation({
    summary: 'List your registrations with lecture and payment',
    description: 'Newest first. Each item combines a registration with its lecture and its payment.',
  })
  @ApiAnswer(200, ViewPage, { description: 'Your registrations with lecture and payment, newest first.' })
  async registrations(
    @CurrentAccount() account: CallingAccount,
    @Query({ schema: RegistrationsQuery }) { status, cursor, limit }: RegistrationsQuery,
  ): Promise<Page<ViewDocument>> {
    const after = cursor === undefined ? {} : { after: decodeCursor(Position, cursor) };
    const page = await this.queries.execute(
      new ListMyRegistrations(account.id, { limit, ...(status && { status }), ...after }),
    );
    return { items: page.items, next: page.next && encodeCursor(page.next) };
  }

  @Get('registrations/:id')
  @ApiOperation({
    summary: 'Read one of your registrations with its history',
    description: 'A new registration appears here within a second; until then it is not found.',
  })
  @ApiAnswer(200, ViewDocument, { description: 'One registration with lecture, payment and timeline.' })
  @ApiProblems('NOT_FOUND')
  async registration(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the registration.') }) id: string,
  ): Promise<ViewDocument> {
    return this.queries.execute(new ShowMyRegistration(account.id, id));
  }
}
