import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FacetsQuery, Lecture, LectureFacets, LecturePage, LecturesQuery, PathId } from '#contracts';
import { answer, ApiAnswer, ApiProblems, cacheable, entityTagOf, HttpAnswer, Public } from '#platform';
import { FindLecture } from '../use-cases/find-lecture.js';
import { CountFacets, ListLectures } from '../use-cases/list-lectures.js';
import { lecturesPageOf, pageOf } from './lecture-cursor.js';

const REVALIDATED = {
  'Cache-Control': ['Caches may store it, but must check whether it is still current.', 'public, no-cache'],
} as const;
const TAGGED = { ...REVALIDATED, ETag: 'The version of the lecture, for `If-Match`; `enrolled` is not part of it.' };
const WEAKLY_TAGGED = {
  ...REVALIDATED,
  ETag: ['A weak tag of the content, including derived counts.', 'W/"b7d1f0"'],
} as const;

@ApiTags('lectures')
@Public()
@Controller('api/v1/lectures')
export class LecturesController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'Search lectures',
    description:
      'Newest first unless `sort` is set, and only open lectures unless `status` or `ids` is set. All filters must match. Each lecture contains its available seats.',
  })
  @ApiAnswer(200, LecturePage, { description: 'A page of lectures.', headers: WEAKLY_TAGGED })
  @ApiAnswer(304, undefined, { description: 'The page that you have is still current.', headers: WEAKLY_TAGGED })
  async list(@Query({ schema: LecturesQuery }) query: LecturesQuery): Promise<HttpAnswer> {
    const { sort, cursor, limit, ...filter } = query;
    const list = await this.queries.execute(new ListLectures(filter, lecturesPageOf({ sort, cursor, limit })));
    return cacheable(pageOf({ ...list, items: list.items.map(publicly) }));
  }

  @Get('facets')
  @ApiOperation({
    summary: 'Count the lectures by category and by instructor',
    description:
      'Accepts the filters of the list. The counts by category ignore the filter `category`, and those by instructor ignore `instructorId`.',
  })
  @ApiAnswer(200, LectureFacets, { description: 'Values to filter by, with counts.', headers: WEAKLY_TAGGED })
  @ApiAnswer(304, undefined, { description: 'The counts that you have are still current.', headers: WEAKLY_TAGGED })
  async facets(@Query({ schema: FacetsQuery }) filter: FacetsQuery): Promise<HttpAnswer> {
    return cacheable(await this.queries.execute(new CountFacets(filter)));
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Read a lecture',
    description: 'Includes closed and canceled lectures. For the free seats, read the availability of the lecture.',
  })
  @ApiAnswer(200, Lecture, {
    description: 'The lecture.',
    headers: TAGGED,
  })
  @ApiAnswer(304, undefined, { description: 'The lecture that you have is still current.', headers: TAGGED })
  @ApiProblems('NOT_FOUND')
  async find(@Param('id', { schema: PathId.describe('Id of the lecture.') }) id: string): Promise<HttpAnswer> {
    const lecture = await this.queries.execute(new FindLecture(id));
    return answer(200, publicly(lecture), { etag: entityTagOf(lecture), 'cache-control': 'public, no-cache' });
  }
}

/** The link of an online session is for the enrolled students, who read it on My Page, and for its instructor. */
const publicly = (lecture: Lecture): Lecture => ({
  ...lecture,
  sessions: lecture.sessions.map(({ url: _link, ...session }) => session),
});
