import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Id, Instant, PathId, RosterPage, RosterQuery } from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  decodeCursor,
  HttpAnswer,
  RequestHeader,
  Roles,
  type CallingAccount,
} from '#platform';
import { ExportRoster } from '../use-cases/export-roster.js';
import { ShowRoster } from '../use-cases/show-roster.js';
import { prefersCsv } from './roster-csv.js';
import { pageOf } from './lecture-cursor.js';
import { rosterCsv } from './roster-csv.js';

const Accept = z.string().max(1_000).optional();
const Place = z.strictObject({ confirmedAt: Instant, registrationId: Id });

/** Contains names and e-mail addresses of students, so no cache may store it. */
const PRIVATE = { 'cache-control': 'no-store', vary: 'Accept' };

@ApiTags('teaching')
@Roles('instructor', 'admin')
@Controller('api/v1/admin/lectures/:id/roster')
export class RosterController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'List the enrolled students of a lecture',
    description:
      'In the order of their confirmation. With `Accept: text/csv` the whole roster is streamed as a file instead: `cursor` and `limit` are then ignored.',
  })
  @ApiAnswer(200, RosterPage, { description: 'A page of the roster.' })
  @ApiAnswer(200, z.string(), { description: 'The whole roster, streamed.', type: 'text/csv' })
  @ApiProblems('NOT_FOUND')
  async show(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @Query({ schema: RosterQuery }) { q, cursor, limit }: RosterQuery,
    @RequestHeader('Accept', { schema: Accept, description: 'text/csv for the whole roster as a file.' })
    accept: string | undefined,
  ): Promise<HttpAnswer> {
    if (prefersCsv(accept)) {
      const entries = await this.queries.execute(new ExportRoster(account, id, q));
      return answer(200, new StreamableFile(rosterCsv(entries)), { ...PRIVATE, ...asFile(id) });
    }
    const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
    return answer(200, pageOf(await this.queries.execute(new ShowRoster(account, id, { q, limit, after }))), PRIVATE);
  }
}

const asFile = (id: string) => ({
  'content-type': 'text/csv; charset=utf-8; header=present',
  'content-disposition': `attachment; filename="roster-${id}.csv"`,
});
