import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export const ISSUER = 'http://localhost:8080';
const part = (json) => Buffer.from(JSON.stringify(json)).toString('base64url');

/** Tokens of a key of this run, published on the loopback address from which the services load identity's keys. */
export async function openTokens() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'EdDSA', use: 'sig' };
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const now = Math.floor(Date.now() / 1000);
  const token = (role, name) => {
    const claims = { sub: randomUUID(), role, name, iss: ISSUER, aud: 'sugang', iat: now, exp: now + 3600 };
    const text = `${part({ alg: 'EdDSA', kid: 'bench', typ: 'JWT' })}.${part(claims)}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
  };
  return {
    url: `http://127.0.0.1:${server.address().port}/.well-known/jwks.json`,
    students: (amount) => Array.from({ length: amount }, (_, n) => token('student', `Student ${n}`)),
    instructor: () => token('instructor', 'Dr. Park'),
    stop: () => server.closeAllConnections() ?? server.close(),
  };
}
