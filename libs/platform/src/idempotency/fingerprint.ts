import { createHash } from 'node:crypto';

export interface IdempotentRequest {
  accountId: string;
  method: string;
  path: string;
  key: string;
  body: unknown;
}

/** SHA-256 in hex of a request's identity (account, method, path and key) and of its body. */
export function fingerprintOf({ accountId, method, path, key, body }: IdempotentRequest): {
  id: string;
  bodyHash: string;
} {
  const id = sha256(JSON.stringify([accountId, method, path, key]));
  return { id, bodyHash: sha256(id + canonicalJson(body)) };
}

export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (isPlain(each) ? sorted(each) : each)) ?? '';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sorted = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
