import { unauthenticated } from './unauthenticated.js';

/**
 * The token of an `Authorization` header.
 * @throws HttpProblem 401 when there is none, or the header is none of a bearer token
 */
export function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw unauthenticated('A bearer token is needed here.');
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (!token) throw unauthenticated('The Authorization header is not a bearer token.', true);
  return token;
}
