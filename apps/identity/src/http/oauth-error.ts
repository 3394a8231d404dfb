import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isRejection } from '#contracts';
import { HttpProblem, Log } from '#platform';

type Code = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

export class OAuthError extends Error {
  constructor(
    readonly code: Code,
    readonly description: string,
  ) {
    super(`${code}: ${description}`);
    this.name = 'OAuthError';
  }
}

/** Maps errors of the token endpoint to OAuth error responses instead of problem documents. */
@Catch()
export class OAuthErrors implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalOf(error);
    if (!refusal) {
      this.log.error('a token request failed', { error });
      // The RFC defines this code for its authorization endpoint only, but it defines none for server errors here.
      return void reply.status(503).header('retry-after', '1').send({ error: 'temporarily_unavailable' });
    }
    const isUnknown = refusal.code === 'invalid_client';
    void reply
      .status(isUnknown ? 401 : 400)
      .headers({ 'cache-control': 'no-store', ...(isUnknown && { 'www-authenticate': 'Basic realm="sugang"' }) })
      .send({ error: refusal.code, error_description: refusal.description });
  }
}

function refusalOf(error: unknown): OAuthError | undefined {
  if (error instanceof OAuthError) return error;
  if (isRejection(error) && error.code === 'BAD_CREDENTIALS') return new OAuthError('invalid_client', error.detail);
  if (error instanceof HttpProblem && error.status === 400)
    return new OAuthError('invalid_request', faultsOf(error as HttpProblem));
  return undefined;
}

const faultsOf = ({ detail, errors = [] }: HttpProblem): string =>
  errors.map((fault) => `${fault.pointer.slice(1)} ${fault.detail}`).join('; ') || detail;
