import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '#platform';

const TOKEN_PATH = /^\/oauth\/token\/?(\?|$)/;
const BODY_LIMIT = 8 * 1024;

/** Forms are read at the token endpoint, as RFC 6749 wants it, and nowhere else: a page could send them in its visitor's name. */
@Injectable()
export class FormBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const options = { parseAs: 'string' as const, bodyLimit: BODY_LIMIT };
    fastify.addContentTypeParser<string>('application/x-www-form-urlencoded', options, (request, body, done) => {
      if (TOKEN_PATH.test(request.url)) return done(null, fieldsOf(body));
      done(new HttpProblem('UNSUPPORTED_MEDIA_TYPE', 'Send application/json.'));
    });
  }
}

/** A field that comes twice stays a list, which no schema takes for a value; an empty one counts as absent (RFC 6749, 3.2). */
function fieldsOf(body: string): Record<string, string | string[]> {
  const form = new URLSearchParams(body);
  const names = [...new Set(form.keys())].filter((name) => form.getAll(name).some((value) => value !== ''));
  return Object.fromEntries(
    names.map((name) => {
      const values = form.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}
