import { HttpProblem } from '../http/http-problem.js';

/** 401: no token at all, or (with `error="invalid_token"`, RFC 6750) one that is refused. */
export const unauthenticated = (detail: string, refused = false): HttpProblem =>
  new HttpProblem('UNAUTHENTICATED', detail, {
    headers: { 'www-authenticate': `Bearer realm="sugang"${refused ? ', error="invalid_token"' : ''}` },
  });
