import { z } from 'zod';
import { Availability, Lecture, LectureStatus, RosterEntry } from './lecture.js';
import { Amount, Cursor, Flag, Limit, page, several } from './lists.js';
import { Id, Instant, InstantInput, singleLine, SubjectId, text } from './values.js';

const SearchText = text(0, 200)
  .transform((value) => value || undefined)
  .optional();

const filters = {
  q: SearchText.describe("Part of the title, the description or the instructor's name; case-insensitive."),
  category: singleLine(0, 50)
    .transform((value) => value || undefined)
    .optional()
    .describe('A category; case-insensitive.'),
  status: several(LectureStatus, 3)
    .optional()
    .describe('One or more statuses, separated by commas. If absent: `OPEN`, or with `ids` every status.'),
  instructorId: SubjectId.optional().describe('Lectures of this instructor.'),
  ids: several(Id, 100).optional().describe('Ids of lectures, separated by commas. Unknown ids are ignored.'),
  from: InstantInput.optional().describe('Lectures whose first session starts at this time or later.'),
  to: InstantInput.optional().describe('Lectures whose first session starts before this time.'),
  free: Flag.optional().describe('`true`: lectures without a fee.'),
  opensBefore: InstantInput.optional().describe(
    'Lectures whose registration opens before this time, including those without an opening time.',
  ),
  hasPlaces: Flag.optional().describe(
    '`true`: lectures with a free place, by the count of enrolled places, which may lag by a moment.',
  ),
  feeMax: Amount.optional().describe('Lectures with at most this fee, in won.'),
};

export const LectureSort = z
  .enum(['createdAt', '-createdAt', 'startsAt', '-startsAt', 'title', '-title', 'fee', '-fee'])
  .meta({ id: 'LectureSort', description: 'The order of a list of lectures; `-` means descending.' });
export type LectureSort = z.infer<typeof LectureSort>;

export const LecturesQuery = z.strictObject({
  ...filters,
  sort: LectureSort.default('-createdAt').describe(
    'The order; `-` means descending. `startsAt` is the first session. A cursor belongs to one order.',
  ),
  cursor: Cursor,
  limit: Limit,
});
export type LecturesQuery = z.infer<typeof LecturesQuery>;

export const FacetsQuery = z.strictObject(filters);
export type FacetsQuery = z.infer<typeof FacetsQuery>;

const Count = z.int().min(1).describe('Number of lectures that match the other filters.').meta({ example: 4 });

export const LectureFacets = z
  .object({
    categories: z
      .array(
        z.object({
          category: z.string().meta({ description: 'The category.', example: 'computer-science' }),
          count: Count,
        }),
      )
      .describe('At most 100 categories, the most frequent first.'),
    instructors: z
      .array(
        z.object({
          id: SubjectId.describe('Id of the instructor.'),
          name: z.string().nullable().describe('Name of the instructor; null until the account is known.'),
          count: Count,
        }),
      )
      .describe('At most 100 instructors, those with the most lectures first.'),
  })
  .meta({ id: 'LectureFacets', description: 'Values that the list of lectures can be filtered by, with counts.' });
export type LectureFacets = z.infer<typeof LectureFacets>;

export const ListedLecture = Lecture.extend({
  availability: Availability.optional().describe(
    'The available seats. Absent when they cannot be read at the moment: read them from `/lectures/{id}/availability`.',
  ),
}).meta({ id: 'ListedLecture', description: 'A lecture in a list, with its available seats.' });

export const LecturePage = page('LecturePage', ListedLecture);
export const AdminLecturePage = page('AdminLecturePage', Lecture)
  .extend({ total: z.int().min(0).describe('Number of lectures on all pages.') })
  .meta({ id: 'AdminLecturePage', description: 'One page of lectures, with their total.' });

/** The limit is the maximum size of a page of lectures. */
export const AvailabilitiesQuery = z.strictObject({
  lectureIds: several(Id, 100).describe('1 to 100 lectures, separated by commas.'),
});
export type AvailabilitiesQuery = z.infer<typeof AvailabilitiesQuery>;

export const Availabilities = z
  .object({
    items: z.array(Availability).describe('In the order of the ids.'),
    serverTime: Instant.optional().describe('The clock that decides whether registration is open.'),
  })
  .meta({ id: 'Availabilities', description: 'The seats of several lectures.' });
export type Availabilities = z.infer<typeof Availabilities>;

export const ServerTime = z
  .object({ serverTime: Instant.describe('The clock that decides whether registration is open.') })
  .meta({ id: 'ServerTime', description: 'The time.' });
export type ServerTime = z.infer<typeof ServerTime>;

export const RosterStatus = z.enum(['CONFIRMED', 'AWAITING_APPROVAL', 'CANCEL_REQUESTED']);
export type RosterStatus = z.infer<typeof RosterStatus>;

export const RosterQuery = z.strictObject({
  status: RosterStatus.default('CONFIRMED').describe(
    '`CONFIRMED`: the enrolled students. `AWAITING_APPROVAL`, `CANCEL_REQUESTED`: those who await your decision, the earliest deadline first.',
  ),
  q: SearchText.describe("Part of the student's name or e-mail address; case-insensitive."),
  columns: z
    .enum(['all'])
    .optional()
    .describe('Columns of the CSV file. `all` adds `places`, `seats` and `participants`.'),
  cursor: Cursor,
  limit: Limit,
});
export type RosterQuery = z.infer<typeof RosterQuery>;

export const RosterCsvQuery = RosterQuery.pick({ q: true, columns: true });
export type RosterCsvQuery = z.infer<typeof RosterCsvQuery>;

export const RosterLinkBody = z
  .strictObject({
    q: SearchText.describe(
      'Restricts the file to students whose name or e-mail address contains this text, as for the roster.',
    ),
    columns: RosterQuery.shape.columns,
    expiresIn: z
      .int()
      .min(60)
      .max(300)
      .default(300)
      .meta({ description: 'Seconds until the link expires.', example: 300 }),
  })
  .meta({
    id: 'CreateRosterLink',
    description: 'The students that the file contains, and the lifetime of the link.',
    example: { expiresIn: 300 },
  });
export type RosterLinkBody = z.infer<typeof RosterLinkBody>;

export const RosterLink = z
  .object({
    url: z.string().meta({
      description: 'Path and query of the file, to resolve against the address of the API. Treat it as a secret.',
      example: '/api/v1/admin/lectures/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01/roster/file?token=eyJleHA…',
    }),
    expiresAt: Instant.describe('When the link expires.'),
  })
  .meta({ id: 'RosterLink', description: 'A link to the roster as a file, which needs no access token.' });
export type RosterLink = z.infer<typeof RosterLink>;

export const RosterFileQuery = z.strictObject({
  token: z.string().min(1).max(2_000).describe('The signature in the link.'),
});
export type RosterFileQuery = z.infer<typeof RosterFileQuery>;

export const RosterPage = page('RosterPage', RosterEntry);
