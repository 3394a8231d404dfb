import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Availabilities, type ServiceName } from '#contracts';
import { pathOf } from '../http/request-checks.js';
import { isFresh } from '../http/conditional-reads.js';

export const LECTURE_LIST = '/api/v1/lectures';

export const isLectureList = ({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): boolean =>
  method === 'GET' && pathOf(url).replace(/\/$/, '') === LECTURE_LIST;

/** Lecture's response contains no seats, so its ETag, length and encoding do not apply to the response of the edge. */
export const HEADERS_NOT_FORWARDED: readonly string[] = ['if-none-match', 'if-modified-since', 'accept-encoding'];
const HEADERS_REMOVED = ['etag', 'last-modified', 'content-length'];

export type ReadAvailability = (service: ServiceName, path: string) => Promise<string>;

/** Sends a page of lectures, each with its availability, or without it if registration does not respond. */
export async function sendWithAvailability(
  request: FastifyRequest,
  reply: FastifyReply,
  page: string,
  read: ReadAvailability,
): Promise<void> {
  for (const header of HEADERS_REMOVED) reply.removeHeader(header);
  if (reply.statusCode !== 200) return void reply.send(page);
  const body = await withAvailability(page, read);
  // Weak, because the same page is sent in several encodings.
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  void reply.header('etag', etag);
  if (isFresh(request.headers['if-none-match'], etag)) void reply.code(304).removeHeader('content-type').send();
  else void reply.send(body);
}

interface ListedPage {
  items?: { id: string }[];
}

export async function withAvailability(page: string, read: ReadAvailability): Promise<string> {
  try {
    const { items = [], ...rest } = JSON.parse(page) as ListedPage;
    if (items.length === 0) return page;
    const ids = items.map(({ id }) => id).join(',');
    const answer = Availabilities.parse(
      JSON.parse(await read('registration', `/api/v1/availability?lectureIds=${ids}`)),
    );
    const seats = new Map(answer.items.map((availability) => [availability.lectureId, availability]));
    return JSON.stringify({ items: items.map((item) => ({ ...item, availability: seats.get(item.id) })), ...rest });
  } catch {
    return page; // Not JSON, or registration did not respond; `read` has logged the reason.
  }
}
