import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { z } from 'zod';
import { factsOf } from './request-context.js';

export interface RequestHeaderOptions {
  schema: z.ZodType;
  description?: string;
}

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

/** One request header, validated together with body, query and path: `@RequestHeader('If-Match', { schema: IfMatch })`. */
export const RequestHeader = (name: string, { schema, description }: RequestHeaderOptions): ParameterDecorator =>
  HeaderValue(new HeaderParameter(name, schema, description));
