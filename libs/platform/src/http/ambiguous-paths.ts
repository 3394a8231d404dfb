import type { FastifyInstance } from 'fastify';
import { invalidRequest } from './http-problem.js';
import { pathOf } from './request-checks.js';

/** Rejects paths that this server and the next one could read as different paths. Call it before rules that depend on paths. */
export function rejectAmbiguousPaths(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ url }, _reply, done) =>
    done(
      isUnambiguous(pathOf(url))
        ? undefined
        : invalidRequest([
            {
              pointer: '/path',
              detail: 'must not contain dot segments or backslashes (even encoded) or unescaped special characters',
            },
          ]),
    ),
  );
}

const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]*)+$/;
/** Also with the parameters that some servers remove from a segment: `..;x`. */
const DOT_SEGMENT = /(?:^|\/)\.{1,2}(?:;[^/]*)?(?:\/|$)/;
const ESCAPE = /%([\da-f]{2})/gi;
const MAX_DECODINGS = 3;

/** Whether every URL parser and every number of decodings leaves the segments of the path as they are. */
export function isUnambiguous(path: string): boolean {
  if (PLAIN.test(path)) return true;
  const origin = 'http://localhost';
  if (!URL.canParse(origin + path) || new URL(origin + path).pathname !== path) return false;
  let decoded = path;
  for (let times = 0; times < MAX_DECODINGS; times += 1) {
    const before = decoded;
    decoded = before.replace(ESCAPE, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    if (decoded.includes('\\') || DOT_SEGMENT.test(decoded)) return false;
    if (decoded === before) return true;
  }
  return false;
}
