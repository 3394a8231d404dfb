import { importJWK, type CryptoKey, type JWK } from 'jose';

/** What a token may be signed by; nothing that is computed with a shared secret. */
export type Algorithm = 'EdDSA' | 'ES256' | 'RS256' | 'PS256';

/** A public key for one algorithm. */
export interface UsableKey {
  name: string;
  key: CryptoKey;
}

/** One kind of key, the algorithms that go with it, and its public coordinates where they are whole. */
interface Kind {
  kty: string;
  crv?: string;
  algorithms: readonly Algorithm[];
  publicPart(jwk: JWK): JWK | undefined;
}

const is32Bytes = (coordinate = ''): boolean => /^[\w-]{43}$/.test(coordinate);
const WEAKEST_RSA = 2048;
/** Longer ones only cost time. */
const LONGEST_RSA = 8192;

const KINDS: readonly Kind[] = [
  {
    kty: 'OKP',
    crv: 'Ed25519',
    algorithms: ['EdDSA'],
    publicPart: ({ x }) => (is32Bytes(x) ? { kty: 'OKP', crv: 'Ed25519', x: x! } : undefined),
  },
  {
    kty: 'EC',
    crv: 'P-256',
    algorithms: ['ES256'],
    publicPart: ({ x, y }) => (is32Bytes(x) && is32Bytes(y) ? { kty: 'EC', crv: 'P-256', x: x!, y: y! } : undefined),
  },
  {
    kty: 'RSA',
    algorithms: ['RS256', 'PS256'],
    publicPart: ({ n = '', e = '' }) => (isStrong(n) && /^[\w-]+$/.test(e) ? { kty: 'RSA', n, e } : undefined),
  },
];

/** By what a key that verifies signatures is found. */
export const keyNameOf = (kid: string, alg: string): string => `${alg} ${kid}`;

/**
 * The keys of a published set that signatures are verified with, each bound to one algorithm. Others are passed over: for encryption,
 * without a name, of another kind, too weak. Only public coordinates are taken over, whatever else a key claims.
 */
export async function usableKeys(published: readonly JWK[], wanted: readonly Algorithm[]): Promise<UsableKey[]> {
  const imports = published.flatMap((jwk) => importsOf(jwk, wanted));
  // A key that is none, such as a point beside its curve, is passed over as well.
  const imported = await Promise.allSettled(imports.map((each) => each()));
  return imported.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

function importsOf(jwk: JWK, wanted: readonly Algorithm[]): (() => Promise<UsableKey>)[] {
  const { kid, use = 'sig', alg } = jwk;
  const kind = KINDS.find(({ kty, crv }) => jwk.kty === kty && (crv === undefined || jwk.crv === crv));
  const publicPart = kind?.publicPart(jwk);
  if (!kind || !publicPart || typeof kid !== 'string' || use !== 'sig') return [];
  return kind.algorithms
    .filter((each) => wanted.includes(each) && (alg === undefined || alg === each))
    .map((each) => async () => ({
      name: keyNameOf(kid, each),
      key: (await importJWK(publicPart, each)) as CryptoKey,
    }));
}

function isStrong(modulus: unknown): boolean {
  if (typeof modulus !== 'string' || !/^[\w-]+$/.test(modulus)) return false;
  const bits = BigInt(`0x0${Buffer.from(modulus, 'base64url').toString('hex')}`).toString(2).length;
  return bits >= WEAKEST_RSA && bits <= LONGEST_RSA;
}
