import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HttpProblem } from '#platform';
import { OAuthError } from './oauth-error.js';

/** RFC 6749, 4.4.2. Unknown parameters are ignored, as the RFC requires. */
export const TokenRequest = z.object({
  grant_type: z.string().max(200),
  scope: z.string().max(1000).optional(),
  client_id: z.string().max(200).optional(),
  client_secret: z.string().max(1000).optional(),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

/** An invalid `Authorization` header is answered with the RFC's own error. */
export const Authorization = z.string().max(4000).optional();

export interface ClientCredentials {
  clientId: string;
  secret: string;
}

/** `client_secret_basic` or in the body, never both (RFC 6749, 2.3). @throws OAuthError invalid_request, invalid_client */
export function credentialsOf({ client_id, client_secret }: TokenRequest, header?: string): ClientCredentials {
  if (header === undefined) {
    if (client_id === undefined || client_secret === undefined) throw unknownClient();
    return { clientId: client_id, secret: client_secret };
  }
  if (client_secret !== undefined)
    throw new OAuthError(
      'invalid_request',
      'Send the client credentials either in the Authorization header or in the body, not both.',
    );
  const basic = ofBasic(header);
  if (client_id !== undefined && client_id !== basic.clientId) {
    throw new OAuthError(
      'invalid_request',
      'The client_id in the body differs from the one in the Authorization header.',
    );
  }
  return basic;
}

function ofBasic(header: string): ClientCredentials {
  const [, encoded = ''] = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header) ?? [];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  if (id === undefined || secret === undefined) throw unknownClient();
  return { clientId: formDecoded(id), secret: formDecoded(secret) };
}

/** Both are form-encoded before they are joined (RFC 6749, 2.3.1). */
function formDecoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) throw unknownClient();
    throw error;
  }
}

const unknownClient = (): OAuthError =>
  new OAuthError(
    'invalid_client',
    'The client credentials are missing or malformed. Send them in a Basic Authorization header or in the body.',
  );

const TOKEN_PATH = /^\/oauth\/token\/?(\?|$)/;
const BODY_LIMIT = 8 * 1024;

/** Accepts form bodies at the token endpoint only (RFC 6749): elsewhere, a web page could send them with the visitor's credentials. */
@Injectable()
export class TokenFormBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const options = { parseAs: 'string' as const, bodyLimit: BODY_LIMIT };
    fastify.addContentTypeParser<string>('application/x-www-form-urlencoded', options, (request, body, done) => {
      if (TOKEN_PATH.test(request.url)) return done(null, fieldsOf(body));
      done(new HttpProblem('UNSUPPORTED_MEDIA_TYPE'));
    });
  }
}

/** A repeated field becomes a list, which the schema rejects; an empty one counts as absent (RFC 6749, 3.2). */
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
