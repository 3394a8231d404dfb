import { Body, Controller, Get, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  Id,
  Instant,
  PathId,
  RosterCsvQuery,
  type RosterEntry,
  RosterFileQuery,
  RosterLink,
  RosterLinkBody,
  RosterPage,
  RosterQuery,
} from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  decodeCursor,
  HttpAnswer,
  Idempotent,
  Public,
  RequestHeader,
  Roles,
  type CallingAccount,
} from '#platform';
import { ExportRoster } from '../use-cases/export-roster.js';
import { LinkToRoster, RosterLinks } from '../use-cases/link-to-roster.js';
import { ShowRoster } from '../use-cases/show-roster.js';
import { pageOf } from './lecture-cursor.js';
import { prefersCsv, rosterCsv } from './roster-csv.js';

const Accept = z.string().max(1_000).optional();
const Place = z.union([
  z.strictObject({ confirmedAt: Instant, registrationId: Id }),
  z.strictObject({ decideBy: Instant, registrationId: Id }),
]);

/** Contains names and e-mail addresses of students, so no cache may store it. */
const PRIVATE = { 'cache-control': 'no-store', vary: 'Accept' };
const NAMED = { 'Content-Disposition': 'The name of the file.' };

@ApiTags('teaching')
@Roles('instructor', 'admin')
@Controller('api/v1/admin/lectures/:id')
export class RosterController {
  constructor(private readonly queries: QueryBus) {}

  @Get('roster')
  @ApiOperation({
    summary: 'List the enrolled students of a lecture',
    description:
      'In the order of their confirmation. With `status`, those whose registration or cancellation awaits your decision, the earliest deadline first. With `Accept: text/csv` the response is the file of `/roster.csv`; `cursor` and `limit` are then ignored.',
  })
  @ApiAnswer(200, RosterPage, { description: 'A page of the roster.' })
  @ApiProblems('NOT_FOUND')
  async show(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @Query({ schema: RosterQuery }) { q, status, columns, cursor, limit }: RosterQuery,
    @RequestHeader('Accept', { schema: Accept, description: 'text/csv for the whole roster as a file.' })
    accept: string | undefined,
  ): Promise<HttpAnswer> {
    if (prefersCsv(accept)) return fileOf(id, await this.queries.execute(new ExportRoster(account, id, q)), columns);
    const after = cursor === undefined ? undefined : decodeCursor(Place, cursor);
    return answer(
      200,
      pageOf(await this.queries.execute(new ShowRoster(account, id, { q, status, limit, after }))),
      PRIVATE,
    );
  }

  @Get('roster.csv')
  @ApiOperation({
    summary: 'Download the roster of a lecture as CSV',
    description: 'Every enrolled student in the order of their confirmation, streamed: UTF-8 with a byte order mark.',
  })
  @ApiAnswer(200, z.string(), {
    description: 'The whole roster.',
    type: 'text/csv',
    headers: NAMED,
  })
  @ApiProblems('NOT_FOUND')
  async download(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @Query({ schema: RosterCsvQuery }) { q, columns }: RosterCsvQuery,
  ): Promise<HttpAnswer> {
    return fileOf(id, await this.queries.execute(new ExportRoster(account, id, q)), columns);
  }

  @Post('roster/links')
  @Idempotent()
  @ApiOperation({
    summary: 'Create a link to the roster of a lecture',
    description: 'For a link in a page: the browser downloads the roster as CSV without an access token.',
  })
  @ApiAnswer(201, RosterLink, { description: 'The link.' })
  @ApiProblems('NOT_FOUND')
  async link(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @Body({ schema: RosterLinkBody }) { expiresIn, ...file }: RosterLinkBody,
  ): Promise<HttpAnswer> {
    const { token, expiresAt } = await this.queries.execute(new LinkToRoster(account, id, expiresIn, file));
    return answer(201, { url: `/api/v1/admin/lectures/${id}/roster/file?token=${token}`, expiresAt }, PRIVATE);
  }
}

/** Opened by a browser, which sends no access token. */
@ApiTags('teaching')
@Public()
@Controller('api/v1/admin/lectures/:id/roster/file')
export class RosterFileController {
  constructor(
    private readonly queries: QueryBus,
    private readonly links: RosterLinks,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Download the roster of a lecture by a link',
    description: 'The whole roster as CSV. The signature in the `url` of a link is the only credential.',
  })
  @ApiAnswer(200, z.string(), { description: 'The whole roster, streamed.', type: 'text/csv', headers: NAMED })
  @ApiProblems('LINK_INVALID')
  async download(
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @Query({ schema: RosterFileQuery }) { token }: RosterFileQuery,
  ): Promise<HttpAnswer> {
    const { q, columns } = await this.links.claimsOf(id, token);
    return fileOf(id, await this.queries.execute(new ExportRoster('holder of a link', id, q)), columns);
  }
}

const fileOf = (id: string, entries: AsyncIterable<RosterEntry>, columns?: 'all'): HttpAnswer =>
  answer(200, new StreamableFile(rosterCsv(entries, columns)), { ...PRIVATE, ...asFile(id) });

const asFile = (id: string) => ({
  'content-type': 'text/csv; charset=utf-8; header=present',
  'content-disposition': `attachment; filename="roster-${id}.csv"`,
});
