import { z } from 'zod';

/** The versions of a resource that a client has read and is willing to change. */
export type ReadVersions = readonly number[] | 'any';

export const entityTagOf = ({ version }: { version: number }): string => `"${version}"`;

const TAG = String.raw`(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"`;
const TAGS = new RegExp(`^\\s*${TAG}(?:\\s*,\\s*${TAG})*\\s*$`);

/** `If-Match` as the versions it names; a weak tag and a tag that is not ours match nothing (RFC 9110, 13.1.1). */
export const IfMatch = z
  .string()
  .max(1_000)
  .refine((value) => value.trim() === '*' || TAGS.test(value), 'must be an entity tag, such as "3"')
  .transform((value): ReadVersions => {
    if (value.trim() === '*') return 'any';
    const tags = value.match(new RegExp(TAG, 'g')) ?? [];
    return tags.flatMap((tag) => /^"([1-9]\d*)"$/.exec(tag)?.[1] ?? []).map(Number);
  })
  .optional();
