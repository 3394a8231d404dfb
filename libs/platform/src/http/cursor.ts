import type { z } from 'zod';
import { invalidRequest } from './http-problem.js';

export const encodeCursor = (position: object): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** @throws HttpProblem 400 INVALID_REQUEST if the text is not a cursor of this list */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  const position = schema.safeParse(jsonOf(cursor));
  if (position.success) return position.data;
  throw invalidRequest([{ pointer: '/query/cursor', detail: 'is not a cursor of this list' }]);
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
