import { Verifier, type VerifierOptions } from '@pact-foundation/pact';
import type { TestIdentity, TokenClaims } from '#testing';

interface Filtered {
  headers: Record<string, string | string[] | undefined>;
}
type States = NonNullable<VerifierOptions['stateHandlers']>;

/** Asks a running service what its consumers' pacts ask; `who` stands behind every token. @throws where an answer is another */
export async function verified(
  pact: string,
  provider: string,
  url: string,
  states: States,
  who?: { identity: TestIdentity; claims: TokenClaims },
): Promise<void> {
  const authorization = who && `Bearer ${await who.identity.tokenFor(who.claims)}`;
  await new Verifier({
    provider,
    providerBaseUrl: url,
    pactUrls: [pact],
    stateHandlers: states,
    logLevel: 'error',
    requestFilter: (request: Filtered, _response: unknown, next: () => void) => {
      if (authorization && request.headers.authorization) request.headers.authorization = authorization;
      // Pact sends a message without a body with chunked encoding, as if it had one.
      if (!request.headers['content-type']) {
        delete request.headers['transfer-encoding'];
        request.headers['content-length'] = '0';
      }
      next();
    },
  }).verifyProvider();
}
