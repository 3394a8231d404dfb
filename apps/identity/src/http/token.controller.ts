import { Body, Controller, Post, UseFilters } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiExcludeController } from '@nestjs/swagger';
import { answer, HttpAnswer, Public, RequestHeader } from '#platform';
import { IssueServiceToken } from '../use-cases/issue-service-token.js';
import { OAuthError, OAuthErrors } from './oauth-error.js';
import { Authorization, credentialsOf, TokenRequest } from './token-request.js';

@ApiExcludeController()
@Public()
@UseFilters(OAuthErrors)
@Controller('oauth')
export class TokenController {
  constructor(private readonly commands: CommandBus) {}

  @Post('token')
  async issueToken(
    @Body({ schema: TokenRequest }) request: TokenRequest,
    @RequestHeader('Authorization', { schema: Authorization }) authorization?: string,
  ): Promise<HttpAnswer> {
    const { clientId, secret } = credentialsOf(request, authorization);
    if (request.grant_type !== 'client_credentials') {
      throw new OAuthError('unsupported_grant_type', 'Only the grant type client_credentials is supported.');
    }
    if (request.scope)
      throw new OAuthError('invalid_scope', 'Scopes are not supported. Leave out the parameter scope.');
    const { accessToken, expiresIn } = await this.commands.execute(new IssueServiceToken(clientId, secret));
    const body = { access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn };
    return answer(200, body, { 'cache-control': 'no-store', pragma: 'no-cache' });
  }
}
