import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Rejection } from '#contracts';
import { type AccessToken, AccessTokens, ServiceClients } from '../ports/tokens.js';

/** Issues an access token to a service (RFC 6749, client credentials grant). */
export class IssueServiceToken extends Command<AccessToken> {
  constructor(
    readonly clientId: string,
    readonly secret: string,
  ) {
    super();
  }
}

@CommandHandler(IssueServiceToken)
export class IssueServiceTokenHandler implements ICommandHandler<IssueServiceToken> {
  constructor(
    private readonly clients: ServiceClients,
    private readonly accessTokens: AccessTokens,
  ) {}

  async execute({ clientId, secret }: IssueServiceToken): Promise<AccessToken> {
    if (!this.clients.recognize(clientId, secret)) {
      throw new Rejection('BAD_CREDENTIALS', { variant: 'client' });
    }
    return this.accessTokens.issue({ id: clientId, role: 'service', name: clientId });
  }
}
