import { z } from 'zod';

/** `limit` of a list: 1 to 100, 20 where absent; anything else is rejected, never clamped. */
export const Limit = z
  .string()
  .transform((value, context) => {
    const limit = /^\d{1,3}$/.test(value) ? Number(value) : 0;
    if (limit >= 1 && limit <= 100) return limit;
    context.addIssue({ code: 'custom', message: 'must be a whole number from 1 to 100' });
    return z.NEVER;
  })
  .optional()
  .transform((limit) => limit ?? 20)
  .meta({
    description: 'Maximum number of items on the page. A value outside the range is rejected, not clamped.',
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 20,
  });

export const Cursor = z
  .string()
  .min(1)
  .max(500)
  .optional()
  .describe('`next` of the page before, unchanged. Leave it out for the first page.');

export const page = <Item extends z.ZodType>(id: string, item: Item) =>
  z
    .object({
      items: z.array(item).describe('The items of this page.'),
      next: z.string().nullable().describe('The `cursor` of the next page; null on the last page. Opaque.'),
    })
    .meta({ id, description: 'One page of a list in a stable order.' });

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export { Id as PathId } from './values.js';
