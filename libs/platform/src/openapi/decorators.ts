import type { z } from 'zod';

export const ANSWERS = 'sugang:answers';
export const PROBLEMS = 'sugang:problems';

export interface ApiAnswerOptions {
  description?: string;
  /** Names of the headers the answer carries, with their meaning. */
  headers?: Record<string, string>;
  /** Media type other than application/json, such as text/csv. */
  type?: string;
}

/** One answer as the API reference tells it. */
export interface DeclaredAnswer extends ApiAnswerOptions {
  status: number;
  schema: z.ZodType | undefined;
}

/** One successful answer of a route: its status, the schema of its body (none: empty) and what it means. */
export const ApiAnswer = (status: number, schema?: z.ZodType, options: ApiAnswerOptions = {}): MethodDecorator =>
  added<DeclaredAnswer>(ANSWERS, [{ ...options, status, schema }]);

/** The problem codes of this route beside the common ones; each must be in the app's problem table or a general code. */
export const ApiProblems = (...codes: string[]): MethodDecorator => added<string>(PROBLEMS, codes);

const added =
  <T>(key: string, more: T[]): MethodDecorator =>
  (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    Reflect.defineMetadata(key, [...more, ...((Reflect.getMetadata(key, handler) as T[] | undefined) ?? [])], handler);
  };
