import type { Role } from '#contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { DeclaredAnswer } from '../openapi/decorators.js';
import type { IdempotentOptions } from '../idempotency/options.js';

/** One part of a request that a schema judges: the body, the query, a path parameter, a header. */
export interface RequestPart {
  /** JSON pointer under which faults are reported. */
  pointer: string;
  schema: z.ZodType;
  description?: string;
  /** False for a body or query that the handler does not know, and that must therefore be empty. */
  isDeclared: boolean;
  read(request: FastifyRequest): unknown;
  write(request: FastifyRequest, value: unknown): void;
}

/** What is known of a route before any request: who may call it and what it accepts. */
export interface RoutePlan {
  name: string;
  method: string;
  isPublic: boolean;
  roles: Role[] | undefined;
  idempotent: IdempotentOptions | undefined;
  isStream: boolean;
  parts: RequestPart[];
  /** What the API reference says it answers. */
  answers: DeclaredAnswer[];
  /** Problem codes of its own. */
  problems: string[];
  /** Rules of the house that the handler breaks; a service with any does not start. */
  flaws: string[];
}
