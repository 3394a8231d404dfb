import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Role } from '#contracts';
import { unauthenticated } from '../http/http-problem.js';
import { factsOf } from '../http/request-context.js';
import type { CallingAccount } from './calling-account.js';

export const PUBLIC = 'sugang:public';
export const ROLES = 'sugang:roles';
export const TICKET = 'sugang:ticket';
export const RECOGNIZES = 'sugang:recognizes';

/** The route needs no token; one that is sent is ignored. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

export const Roles = (...roles: Role[]): CustomDecorator => SetMetadata(ROLES, roles);

/** A request with `ticket` in its query needs no token: a guard of the route exchanges it for the account. */
export const AcceptsTicket = (): CustomDecorator => SetMetadata(TICKET, true);

/** The account of the verified token. @throws HttpProblem 401 on a `@Public()` route, which has none */
export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): CallingAccount => {
  const { account } = factsOf(context.switchToHttp().getRequest<object>());
  if (!account) throw unauthenticated('no-token');
  return account;
});

/** On a `@Public()` route: a valid token is recognized, and an invalid one is ignored. */
export const RecognizesAccount = (): CustomDecorator => SetMetadata(RECOGNIZES, true);

/** The account of a route with `@RecognizesAccount()`, if a valid token was sent. */
export const RecognizedAccount = createParamDecorator(
  (_: unknown, context: ExecutionContext): CallingAccount | undefined =>
    factsOf(context.switchToHttp().getRequest<object>()).account,
);
