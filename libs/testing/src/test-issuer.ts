import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

interface SigningKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  jwk: JWK;
}

/** A test OpenID provider over real HTTP: discovery, key rotation, and tokens in Keycloak's format. */
export class TestIssuer {
  readonly asked: Record<string, number> = {};
  /** Overrides of fields in its discovery document. */
  bent: Record<string, unknown> = {};
  isDown = false;
  private readonly keys: SigningKey[] = [];

  private constructor(private readonly server: Server) {}

  static async start(alg = 'RS256'): Promise<TestIssuer> {
    const server = createServer();
    const issuer = new TestIssuer(server);
    server.on('request', (request, response) => void issuer.answer(request, response));
    await issuer.rotate(alg);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return issuer;
  }

  /** For `OIDC_ISSUER`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/realms/campus`;
  }

  /** For `SUGANG_TOKEN_URL`: a token with the role `service` for every client. */
  get tokenUrl(): string {
    return `${this.url}/token`;
  }

  /** Publishes a new key in addition to the old ones and signs later tokens with it. */
  async rotate(alg = 'RS256'): Promise<void> {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `${alg}-${this.keys.length + 1}`;
    const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
    this.keys.unshift({ kid, alg, privateKey, jwk });
  }

  /** An access token with these claims, signed by this provider; the claims override the default `role` claim. */
  async tokenFor(claims: JWTPayload & { sub: string }): Promise<string> {
    const [{ kid, alg, privateKey }] = this.keys as [SigningKey];
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: this.url,
      aud: ['account', 'sugang'],
      iat: now,
      exp: now + 300,
      typ: 'Bearer',
      ...claims,
    })
      .setProtectedHeader({ alg, kid, typ: 'JWT' })
      .sign(privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer({ url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = url.slice('/realms/campus'.length);
    this.asked[path] = (this.asked[path] ?? 0) + 1;
    const body = this.isDown ? undefined : await this.bodyAt(path);
    response.writeHead(body ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  }

  private async bodyAt(path: string): Promise<object | undefined> {
    switch (path) {
      case '/.well-known/openid-configuration':
        return { issuer: this.url, jwks_uri: `${this.url}/certs`, token_endpoint: this.tokenUrl, ...this.bent };
      case '/certs':
        // Keycloak publishes a key for encryption beside the others.
        return {
          keys: [...this.keys.map(({ jwk }) => jwk), { ...this.keys[0]!.jwk, kid: 'enc', use: 'enc', alg: 'RSA-OAEP' }],
        };
      case '/token':
        return {
          access_token: await this.tokenFor({ sub: 'service-account-registration', role: 'service' }),
          ...{ token_type: 'Bearer', expires_in: 300, scope: 'profile', 'not-before-policy': 0 },
        };
      default:
        return undefined;
    }
  }
}
