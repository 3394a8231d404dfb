import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  AdminLecturePage,
  AnnounceBody,
  Announcement,
  CancelLectureBody,
  ChangeLectureBody,
  Lecture,
  LecturesQuery,
  OpenLectureBody,
  PathId,
  type Page,
} from '#contracts';
import {
  answer,
  ApiAnswer,
  ApiProblems,
  CurrentAccount,
  entityTagOf,
  HttpAnswer,
  HttpProblem,
  Idempotent,
  IfMatch,
  RequestHeader,
  RequestKey,
  Roles,
  type CallingAccount,
  type IdempotencyTicket,
  type ReadVersions,
} from '#platform';
import { AnnounceToRoster } from '../use-cases/announce-to-roster.js';
import { CancelLecture } from '../use-cases/cancel-lecture.js';
import { ChangeLecture } from '../use-cases/change-lecture.js';
import { FindLecture } from '../use-cases/find-lecture.js';
import { ListTaughtLectures } from '../use-cases/list-taught-lectures.js';
import { OpenLecture } from '../use-cases/open-lecture.js';
import { lecturesPageOf, pageOf } from './lecture-cursor.js';

const tagged = { ETag: 'The version of the lecture, for If-Match.' };

@ApiTags('teaching')
@Roles('instructor', 'admin')
@Controller('api/v1/admin/lectures')
export class AdminLecturesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Open a lecture',
    description:
      'Instructors open their own lectures; an admin sets `instructorId`. Students can see the lecture from `publishAt` on and register from `registrationOpensAt` on; both default to now.',
  })
  @Idempotent()
  @ApiAnswer(201, Lecture, { description: 'The new lecture.', headers: { Location: 'URL of the lecture.', ...tagged } })
  @ApiProblems('INSTRUCTOR_UNKNOWN', 'INVALID_PERIOD', 'TIERS_NOT_ASCENDING', 'CAPACITY_FROM_SEATS')
  async open(
    @CurrentAccount() account: CallingAccount,
    @Body({ schema: OpenLectureBody }) { instructorId, ...syllabus }: OpenLectureBody,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    const lecture = await this.commands.execute(new OpenLecture(account, syllabus, instructorId, ticket));
    return shown(201, lecture, { location: `/api/v1/lectures/${lecture.id}` });
  }

  @Get()
  @ApiOperation({
    summary: 'List the lectures that you manage',
    description: 'Newest first: your own lectures, or all lectures for an admin, with any status.',
  })
  @ApiAnswer(200, AdminLecturePage, { description: 'A page of lectures, and how many there are in total.' })
  async list(
    @CurrentAccount() account: CallingAccount,
    @Query({ schema: LecturesQuery }) { sort, cursor, limit, ...filter }: LecturesQuery,
  ): Promise<Page<Lecture> & { total: number }> {
    const page = lecturesPageOf({ sort, cursor, limit });
    const list = await this.queries.execute(new ListTaughtLectures(account, filter, page));
    return { ...pageOf(list), total: list.total };
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Read one of your lectures',
    description:
      'The public lecture, plus the links of its online sessions. Send its `ETag` as `If-Match` with a change.',
  })
  @ApiAnswer(200, Lecture, { description: 'The lecture.', headers: tagged })
  @ApiProblems('NOT_FOUND')
  async find(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
  ): Promise<HttpAnswer> {
    return shown(200, await this.queries.execute(new FindLecture(id, account)));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change a lecture',
    description:
      'Changes any field except the instructor. Send the `ETag` that you have read as `If-Match`: the change is rejected if the lecture has changed since.',
  })
  @ApiConsumes('application/json', 'application/merge-patch+json')
  @ApiAnswer(200, Lecture, { description: 'The lecture after the change.', headers: tagged })
  @ApiProblems(
    'NOT_FOUND',
    'PRECONDITION_REQUIRED',
    'PRECONDITION_FAILED',
    'LECTURE_NOT_OPEN',
    'CAPACITY_BELOW_ENROLLED',
    'ALREADY_PUBLISHED',
    'INVALID_PERIOD',
    'CAPACITY_FROM_SEATS',
    'SEATS_TAKEN',
    'TIERS_NOT_ASCENDING',
  )
  async change(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @RequestHeader('If-Match', { schema: IfMatch, description: 'The ETag that the lecture was read with.' })
    read: ReadVersions | undefined,
    @Body({ schema: ChangeLectureBody }) changes: ChangeLectureBody,
  ): Promise<HttpAnswer> {
    if (read === undefined) throw new HttpProblem('PRECONDITION_REQUIRED', 'Send the ETag of the lecture as If-Match.');
    return shown(200, await this.commands.execute(new ChangeLecture(account, id, changes, read)));
  }

  @Post(':id/cancel')
  @ApiOperation({
    summary: 'Cancel a lecture',
    description:
      'Its registrations are canceled and its payments refunded in the background. Repeating the request is safe. A cancellation cannot be undone.',
  })
  @Idempotent()
  @ApiAnswer(202, Lecture, { description: 'The lecture is canceled; its registrations follow.', headers: tagged })
  @ApiAnswer(200, Lecture, { description: 'The lecture was already canceled.', headers: tagged })
  @ApiProblems('NOT_FOUND', 'LECTURE_NOT_OPEN')
  async cancel(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @Body({ schema: CancelLectureBody }) { reason }: CancelLectureBody,
  ): Promise<HttpAnswer> {
    const { lecture, again } = await this.commands.execute(new CancelLecture(account, id, reason));
    return shown(again ? 200 : 202, lecture);
  }

  @Post(':id/announcements')
  @ApiOperation({
    summary: 'Send a message to the students of a lecture',
    description:
      'Each confirmed student receives it once, by the channels that the student has chosen. Send an `Idempotency-Key`, so that a repeated request sends no second message.',
  })
  @Idempotent()
  @ApiAnswer(202, Announcement, { description: 'The message has been accepted and is delivered in the background.' })
  @ApiProblems('NOT_FOUND', 'LECTURE_NOT_OPEN')
  async announce(
    @CurrentAccount() account: CallingAccount,
    @Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string,
    @Body({ schema: AnnounceBody }) message: AnnounceBody,
    @RequestKey() ticket?: IdempotencyTicket,
  ): Promise<HttpAnswer> {
    return answer(202, await this.commands.execute(new AnnounceToRoster(account, id, message, ticket)));
  }
}

const shown = (status: number, lecture: Lecture, headers: Record<string, string> = {}): HttpAnswer =>
  answer(status, lecture, { etag: entityTagOf(lecture), ...headers });
