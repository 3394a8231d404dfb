import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Role } from '#contracts';
import type { CallingAccount } from './account.js';
import { factsOf } from '../http/request-facts.js';
import { unauthenticated } from './unauthenticated.js';

export const PUBLIC = 'sugang:public';
export const ROLES = 'sugang:roles';

/** The route needs no token (one that is sent is not even read). */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

/** Only accounts with one of these roles; others are answered 403 FORBIDDEN. */
export const Roles = (...roles: Role[]): CustomDecorator => SetMetadata(ROLES, roles);

/** The account of the verified token; on a `@Public()` route there is none, and this refuses with 401. */
export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): CallingAccount => {
  const { account } = factsOf(context.switchToHttp().getRequest<object>());
  if (!account) throw unauthenticated('A bearer token is needed here.');
  return account;
});
