import { createHash, createHmac } from 'node:crypto';

export interface IdempotentRequest {
  accountId: string;
  method: string;
  path: string;
  key: string;
  body: unknown;
}

/** Members of a body with such names are no part of its hash. */
const CREDENTIAL = /password|secret|token|authorization|cookie|cvc/i;

/** SHA-256 in hex of a request's identity (account, method, path and key), and HMAC of its body without credentials. */
export function fingerprintOf(request: IdempotentRequest, secret: Buffer): { id: string; bodyHash: string } {
  const id = idOf(request);
  const body = canonicalJson(request.body, (name) => !CREDENTIAL.test(name));
  const bodyHash = createHmac('sha256', secret)
    .update(id + body)
    .digest('hex');
  return { id, bodyHash };
}

/** How releases before the HMAC hashed a body; for the 24 hours after an upgrade in which their records are still found. */
export const earlierBodyHashOf = (request: IdempotentRequest): string =>
  sha256(idOf(request) + canonicalJson(request.body));

export const canonicalJson = (value: unknown, includes: (name: string) => boolean = () => true): string =>
  JSON.stringify(value, (_key, each: unknown) => (isPlain(each) ? sorted(each, includes) : each)) ?? '';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (fields: Record<string, unknown>, includes: (name: string) => boolean): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => includes(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const idOf = ({ accountId, method, path, key }: IdempotentRequest): string =>
  sha256(JSON.stringify([accountId, method, path, key]));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
