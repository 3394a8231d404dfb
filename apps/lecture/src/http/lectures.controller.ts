import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Lecture, LecturePage, LecturesQuery, PathId, type Page } from '#contracts';
import { answer, ApiAnswer, ApiProblems, entityTagOf, HttpAnswer, Public } from '#platform';
import { FindLecture } from '../use-cases/find-lecture.js';
import { ListLectures } from '../use-cases/list-lectures.js';
import { lecturePlaceOf, pageOf } from './lecture-cursor.js';

@ApiTags('lectures')
@Public()
@Controller('api/v1/lectures')
export class LecturesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'List lectures, newest first; open ones unless another status is requested' })
  @ApiAnswer(200, LecturePage, { description: 'A page of lectures.' })
  async list(@Query({ schema: LecturesQuery }) query: LecturesQuery): Promise<Page<Lecture>> {
    const { cursor, limit, status = 'OPEN', ...filter } = query;
    return pageOf(await this.queries.execute(new ListLectures({ ...filter, status }, limit, lecturePlaceOf(cursor))));
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one lecture' })
  @ApiAnswer(200, Lecture, {
    description: 'The lecture.',
    headers: { ETag: 'The version of the lecture, for If-Match.' },
  })
  @ApiProblems('NOT_FOUND')
  async find(@Param('id', { schema: PathId }) id: string): Promise<HttpAnswer> {
    const lecture = await this.queries.execute(new FindLecture(id));
    return answer(200, lecture, { etag: entityTagOf(lecture) });
  }
}
