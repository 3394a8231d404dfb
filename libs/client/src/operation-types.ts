import type { components, operations } from './api.js';

export type Schemas = components['schemas'];
export type OperationId = keyof operations;

type Part<T, Name extends string> = T extends { [name in Name]?: infer Value } ? ([Value] extends [never] ? unknown : Value) : unknown;
type Given<T> = [NonNullable<T>] extends [never] ? unknown : NonNullable<T>;
type Content<T> = T extends { content: infer Types } ? Types[keyof Types] : undefined;
type Successes<T> = T extends { responses: infer Responses }
  ? { [Status in keyof Responses]: Status extends 200 | 201 | 202 | 204 ? Content<Responses[Status]> : never }[keyof Responses]
  : never;
type Parameters<Id extends OperationId> = operations[Id]['parameters'];

/** The body of a successful response. */
export type Result<Id extends OperationId> = Successes<operations[Id]>;

/** Path parameters, and the fields of the body or the query. */
export type InputOf<Id extends OperationId> = Given<Part<Parameters<Id>, 'path'>> &
  Given<Part<Parameters<Id>, 'query'>> &
  Given<Content<NonNullable<Part<operations[Id], 'requestBody'>>>>;
