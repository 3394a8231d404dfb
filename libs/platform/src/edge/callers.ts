import { bearerToken } from '../auth/bearer-token.js';
import type { CallingAccount } from '../auth/account.js';
import type { Tokens } from '../auth/tokens.js';
import { HttpProblem } from '../http/http-problem.js';
import type { Log } from '../log/log.js';

/** Who sends a request, as far as the entrance can tell, and why their token is refused, where it is. */
export interface Caller {
  account?: CallingAccount;
  /** The token that holds. */
  token?: string;
  refusal?: HttpProblem;
}

const STRANGER: Caller = {};

/** Judges the tokens of requests before the services do so again. */
export class Callers {
  constructor(
    private readonly tokens: Tokens,
    private readonly log: Log,
  ) {}

  /**
   * A token that nobody can judge now (no key is known yet) is left to the service, and its sender a stranger; so is one without a
   * role that is known, for what everybody may see they may, too.
   */
  async of(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) return STRANGER;
    try {
      const token = bearerToken(authorization);
      return { token, account: this.tokens.remembered(token) ?? (await this.tokens.verify(token)) };
    } catch (error) {
      if (error instanceof HttpProblem && error.status === 401) return { refusal: error };
      if (error instanceof HttpProblem && error.status === 403) return STRANGER;
      this.log.warn('a token cannot be judged at the entrance', { error });
      return STRANGER;
    }
  }
}
