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
  .meta({ type: 'integer', minimum: 1, maximum: 100, default: 20 });

/** Several values of a query parameter, repeated or separated by commas; duplicates count once. */
export const several = <Value extends z.ZodType<string, string>>(value: Value, max: number) =>
  z
    .unknown()
    .transform((given) => [
      ...new Set([given].flat().flatMap((each) => (typeof each === 'string' ? each.split(',') : each))),
    ])
    .pipe(z.array(value).min(1).max(max))
    .meta({ type: 'array', items: z.toJSONSchema(value, { io: 'input' }), minItems: 1, maxItems: max });

export const Cursor = z.string().min(1).max(500).optional();

export const page = <Item extends z.ZodType>(id: string, item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).meta({ id });

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export { Id as PathId } from './values.js';
