import type { components, operations } from './api.js';

export type Schemas = components['schemas'];
export type OperationId = keyof operations;

type Empty = Record<never, never>;

type Part<T, Name extends string> = Name extends keyof T
  ? [NonNullable<T[Name]>] extends [never]
    ? Empty
    : NonNullable<T[Name]>
  : Empty;
type Content<T> = T extends { content: infer Types } ? Types[keyof Types] : undefined;
type Body<T> = T extends { content: infer Types } ? Types[keyof Types] : Empty;
type Successes<T> = T extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Status extends 200 | 201 | 202 | 204 ? Content<Responses[Status]> : never;
    }[keyof Responses]
  : never;
type Parameters<Id extends OperationId> = operations[Id]['parameters'];

export type Result<Id extends OperationId> = Successes<operations[Id]>;

/** Path parameters, and the fields of the body or the query. */
export type InputOf<Id extends OperationId> = Part<Parameters<Id>, 'path'> &
  Part<Parameters<Id>, 'query'> &
  Body<Part<operations[Id], 'requestBody'>>;

export interface CallOptions {
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
  /** For POST; by default a new one for each call, which its retries share. */
  idempotencyKey?: string;
  ifMatch?: string;
  onResponse?: (response: Response) => void;
}

export interface Operation {
  method: string;
  path: string;
  input?: 'body' | 'query';
  isPublic?: boolean;
  /** A token is sent if there is one; the response is more complete with it. */
  isTokenOptional?: boolean;
  hasKey?: boolean;
  accept?: string;
}

export type Input = Record<string, unknown>;

export interface PreparedRequest {
  target: string;
  method: string;
  headers: Headers;
  body?: string;
  credentials?: 'include';
}

export const EVENT_STREAM = 'text/event-stream';

export interface Caller {
  call<Id extends OperationId>(operation: Operation, input: Input, options?: CallOptions): Promise<Result<Id>>;
}
