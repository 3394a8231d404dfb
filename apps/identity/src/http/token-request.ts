import { z } from 'zod';
import { OAuthError } from './oauth-error.js';

/** What a client sends (RFC 6749, 4.4.2); parameters that nobody knows are ignored, as the RFC says. */
export const TokenRequest = z.object({
  grant_type: z.string().max(200),
  scope: z.string().max(1000).optional(),
  client_id: z.string().max(200).optional(),
  client_secret: z.string().max(1000).optional(),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

/** `Authorization`, left to the RFC's own answer where it is of no use. */
export const Authorization = z.string().max(4000).optional();

export interface ClientCredentials {
  clientId: string;
  secret: string;
}

/**
 * Who asks: by `client_secret_basic` or by the body, never by both (RFC 6749, 2.3).
 * @throws OAuthError invalid_request, invalid_client
 */
export function credentialsOf({ client_id, client_secret }: TokenRequest, header?: string): ClientCredentials {
  if (header === undefined) {
    if (client_id === undefined || client_secret === undefined) throw unknownClient();
    return { clientId: client_id, secret: client_secret };
  }
  if (client_secret !== undefined) throw new OAuthError('invalid_request', 'Authenticate in one way only.');
  const basic = ofBasic(header);
  if (client_id !== undefined && client_id !== basic.clientId) {
    throw new OAuthError('invalid_request', 'client_id is not who the Authorization header names.');
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

const unknownClient = (): OAuthError => new OAuthError('invalid_client', 'The client has not authenticated.');
