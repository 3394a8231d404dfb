import { exportJWK, generateKeyPair, SignJWT, type JWTHeaderParameters } from 'jose';
import type { TestIdentity } from '#testing';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const mina = { sub: '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01', role: 'student', name: 'Mina' };

/** `Authorization` headers that must be rejected, by their fault; `valid` is a token of identity. */
export async function forgedTokens(valid: string, signer: TestIdentity): Promise<Record<string, string>> {
  const [header = '', claims = '', signature = ''] = valid.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const known = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
  const admin = part({ ...known, role: 'admin' });
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const jwk = await exportJWK(publicKey);
  const signed = (head: Partial<JWTHeaderParameters>, key: Parameters<SignJWT['sign']>[0] = privateKey) =>
    new SignJWT({ ...known }).setProtectedHeader({ alg: 'EdDSA', ...head }).sign(key);
  const bare = {
    'of no signature': `${part({ alg: 'none' })}.${admin}.`,
    'of no signature, spelled otherwise': `${part({ alg: 'nOnE', kid })}.${admin}.`,
    'of no signature, with the old one': `${part({ alg: 'none', kid })}.${admin}.${signature}`,
    'of a signature by HS256': `${part({ alg: 'HS256', kid })}.${admin}.${signature}`,
    'signed by HS256 with the public key for a secret': await signed(
      { alg: 'HS256', kid },
      Buffer.from(jwk.x!, 'base64url'),
    ),
    'of other claims under the old signature': `${header}.${admin}.${signature}`,
    'of a broken signature': `${header}.${claims}.${signature.slice(0, -6)}AAAAAA`,
    'signed by another key under a known key id': await signed({ kid }),
    'that brings its own key': await signed({ kid, jwk }),
    'that says where its key is': await signed({ kid, jku: 'http://127.0.0.1:9/keys.json' }),
    'of an unknown key': await signed({ kid: 'unknown' }),
    'of no key': await signed({}),
    'of a key that is a path': await signed({ kid: '../../../../dev/null' }),
    'of a key that is a query': await signed({ kid: "x' UNION SELECT 'key" }),
    'of a key that is every object': await signed({ kid: '__proto__' }),
    'that has expired': await signer.tokenFor({ ...mina, expiresIn: -60 }),
    'of another issuer': await signer.tokenFor({ ...mina, issuer: 'https://evil.example' }),
    'for another audience': await signer.tokenFor({ ...mina, audience: 'another' }),
    'of an unknown role': await signer.tokenFor({ ...mina, role: 'root' }),
    'without a subject': await signer.tokenFor({ ...mina, sub: '' }),
    'that is none': 'x.y.z',
  };
  return {
    ...Object.fromEntries(Object.entries(bare).map(([what, token]) => [what, `Bearer ${token}`])),
    'of another scheme': 'Basic YWRtaW46YWRtaW4=',
    'twice in one header': `Bearer ${valid}, Bearer ${valid}`,
    'that is empty': 'Bearer ',
  };
}
