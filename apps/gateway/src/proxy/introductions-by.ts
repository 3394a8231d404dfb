import { routeOf } from '#contracts';
import { headersOfContext, newContext, type ProvisionAccount } from '#platform';
import type { Upstreams } from './upstreams.js';

const ME = '/api/v1/auth/me';
const LONGEST_MS = 2_000;

/** Whoever asks identity for their own account is known to it from then on. */
export function introductionsBy(upstreams: Upstreams): ProvisionAccount {
  const route = routeOf('GET', ME)!;
  return async (token) => {
    const headers = { ...headersOfContext(newContext()), authorization: `Bearer ${token}` };
    const atHand = { route, left: AbortSignal.timeout(LONGEST_MS) };
    const answer = await upstreams.of(route.service).send({ method: 'GET', path: ME, headers }, atHand);
    await answer.body.dump();
    return answer.statusCode;
  };
}
