import { z } from 'zod';

const wholeNumber = (min: number, max: number) =>
  z.string().transform((value, context) => {
    const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN;
    if (number >= min && number <= max) return number;
    context.addIssue({ code: 'custom', message: `must be a whole number from ${min} to ${max}` });
    return z.NEVER;
  });

/** `limit` of a list: 1 to 100, 20 where absent; anything else is rejected, never clamped. */
export const Limit = wholeNumber(1, 100)
  .optional()
  .transform((limit) => limit ?? 20)
  .meta({
    description: 'Maximum number of items on the page. A value outside the range is rejected, not clamped.',
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 20,
  });

export const Amount = wholeNumber(0, 1_000_000_000).meta({ type: 'integer', minimum: 0, maximum: 1_000_000_000 });

/** `true`; absent and `false` mean no filter. */
export const Flag = z
  .string()
  .transform((value, context) => {
    if (value === 'true' || value === 'false') return value === 'true';
    context.addIssue({ code: 'custom', message: 'must be true or false' });
    return z.NEVER;
  })
  .meta({ type: 'boolean' });

/** Several values of a query parameter, repeated or separated by commas; a value that is given twice counts once. */
export const several = <Value extends z.ZodType>(value: Value, max: number) =>
  z.preprocess(separated, z.array(value).min(1).max(max));

const separated = (given: unknown): unknown[] => [
  ...new Set([given].flat().flatMap((each: unknown) => (typeof each === 'string' ? each.split(',') : [each]))),
];

export const Cursor = z
  .string()
  .min(1)
  .max(500)
  .optional()
  .describe('The `next` of the previous page, unchanged. Omit it for the first page.');

export const page = <Item extends z.ZodType>(id: string, item: Item) =>
  z
    .object({
      items: z.array(item).describe('The items of this page.'),
      next: z.string().nullable().describe('The opaque `cursor` of the next page; null on the last page.'),
    })
    .meta({ id, description: 'One page of a list in a stable order.' });

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export { Id as PathId } from './values.js';
