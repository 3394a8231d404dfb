import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { z } from 'zod';
import { factsOf } from './request-facts.js';

export interface RequestHeaderOptions {
  schema: z.ZodType;
  /** What the header is for, for the API reference. */
  description?: string;
}

/** A header that a handler reads. */
export class HeaderParameter {
  constructor(
    readonly name: string,
    readonly schema: z.ZodType,
    readonly description?: string,
  ) {}
}

const HeaderValue = createParamDecorator(
  ({ name }: HeaderParameter, context: ExecutionContext): unknown =>
    factsOf(context.switchToHttp().getRequest<object>()).headers?.[name],
);

/** The value of one request header, validated by its schema together with body, query and path: `@RequestHeader('If-Match', { schema: IfMatch })`. */
export const RequestHeader = (name: string, { schema, description }: RequestHeaderOptions): ParameterDecorator =>
  HeaderValue(new HeaderParameter(name, schema, description));
