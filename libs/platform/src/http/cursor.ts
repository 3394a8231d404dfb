import type { z } from 'zod';
import { invalidRequest } from './http-problem.js';

/** An opaque cursor that names a place in a list. */
export const encodeCursor = (place: object): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/**
 * The place that a cursor names.
 * @throws HttpProblem 400 INVALID_REQUEST when the text is no cursor of this list
 */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  const place = schema.safeParse(jsonOf(cursor));
  if (place.success) return place.data;
  throw invalidRequest([{ pointer: '/query/cursor', detail: 'is not a cursor of this list' }]);
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
