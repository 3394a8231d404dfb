import type { z } from 'zod';
import type { DeclaredHeader } from './headers.js';

export const ANSWERS = 'sugang:answers';
export const PROBLEMS = 'sugang:problems';

export interface ApiAnswerOptions {
  description?: string;
  /** Names with a description each; headers of every response are added. */
  headers?: Record<string, DeclaredHeader>;
  type?: string;
  /** Members of the media type that begin with `x-`. */
  extensions?: Record<`x-${string}`, unknown>;
}

export interface DeclaredAnswer extends ApiAnswerOptions {
  status: number;
  schema: z.ZodType | undefined;
}

/** A successful response of a route, for the API reference; without a schema it has no body. */
export const ApiAnswer = (status: number, schema?: z.ZodType, options: ApiAnswerOptions = {}): MethodDecorator =>
  appendMetadata<DeclaredAnswer>(ANSWERS, [{ ...options, status, schema }]);

/** The problem codes of a route in addition to the common ones; each must be in the catalog of libs/contracts. */
export const ApiProblems = (...codes: string[]): MethodDecorator => appendMetadata<string>(PROBLEMS, codes);

const appendMetadata =
  <T>(key: string, more: T[]): MethodDecorator =>
  (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    const existing = (Reflect.getMetadata(key, handler) as T[] | undefined) ?? [];
    Reflect.defineMetadata(key, [...more, ...existing], handler);
  };
