import type { CallingAccount } from './account.js';
import { unauthenticated } from './unauthenticated.js';

const accounts = new WeakMap<object, CallingAccount>();

/** Remembers who sent `request`. */
export const rememberAccount = (request: object, account: CallingAccount): void => void accounts.set(request, account);

/** Who sent `request`, or undefined on a public route. */
export const knownAccountOf = (request: object): CallingAccount | undefined => accounts.get(request);

/** Who sent `request`. @throws HttpProblem 401 where no token was verified */
export function accountOf(request: object): CallingAccount {
  const account = accounts.get(request);
  if (!account) throw unauthenticated('A bearer token is needed here.');
  return account;
}
