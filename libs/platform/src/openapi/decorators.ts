import type { z } from 'zod';

export interface ApiAnswerOptions {
  description?: string;
  /** Names of the headers the answer carries, with their meaning. */
  headers?: Record<string, string>;
  /** Media type other than application/json, such as text/csv. */
  type?: string;
}

/** One successful answer of a route: its status, the schema of its body (none: empty) and what it means. */
export const ApiAnswer = (status: number, schema?: z.ZodType, options: ApiAnswerOptions = {}): MethodDecorator => {
  throw new Error(`not written yet ${status} ${schema?.type} ${options.description}`);
};

/** The problem codes of this route beside the common ones; each must be in the app's problem table or a general code. */
export const ApiProblems = (...codes: string[]): MethodDecorator => {
  throw new Error(`not written yet ${codes.join()}`);
};
