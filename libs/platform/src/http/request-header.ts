import type { z } from 'zod';

export interface RequestHeaderOptions {
  schema: z.ZodType;
}

/** The value of one request header, validated by its schema together with body, query and path: `@RequestHeader('If-Match', { schema: IfMatch })`. */
export const RequestHeader = (name: string, { schema }: RequestHeaderOptions): ParameterDecorator => {
  throw new Error(`not written yet ${name} ${schema.type}`);
};
