import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { HttpProblem, invalidRequest, type Fault } from '../http/http-problem.js';
import type { RoutePlan, Routes } from './routes.js';

/** A guard and not a pipe: Nest runs a pipe per parameter and stops at the first failure, and idempotency records need valid requests. */
export class Validation implements CanActivate {
  constructor(private readonly routes: Routes) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const plan = this.routes.of(context);
    const faults = plan.parts.flatMap((part) => {
      const parsed = part.schema.safeParse(part.read(request));
      if (!parsed.success) return faultsOf(parsed.error, part.pointer);
      part.write(request, parsed.data);
      return [];
    });
    this.assertValid(request, plan, faults);
    return true;
  }

  private assertValid(request: FastifyRequest, { idempotent, isStream }: RoutePlan, faults: Fault[]): void {
    if (isStream && request.method === 'HEAD') {
      throw new HttpProblem('METHOD_NOT_ALLOWED', {
        variant: 'allowed',
        values: { methods: 'GET' },
        headers: { allow: 'GET' },
      });
    }
    const key = request.headers['idempotency-key'];
    if (idempotent && !isIdempotencyKey(key)) {
      faults.push({ pointer: '/header/Idempotency-Key', detail: 'must be 1 to 255 printable ASCII characters' });
    }
    if (faults.length > 0) throw invalidRequest(faults);
    if (idempotent?.required && key === undefined) throw new HttpProblem('IDEMPOTENCY_KEY_REQUIRED');
  }
}

const isIdempotencyKey = (key: unknown): boolean =>
  key === undefined || (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key));

const MAX_FAULTS = 100;
const MAX_POINTER_LENGTH = 200;

/** The faults found by a schema, each with its JSON pointer (RFC 6901) below `pointer`; every unknown field is a fault of its own. */
export function faultsOf(error: z.ZodError, pointer: string): Fault[] {
  return error.issues.flatMap((issue) => faultsOfIssue(issue, pointer)).slice(0, MAX_FAULTS);
}

function faultsOfIssue(issue: z.core.$ZodIssue, pointer: string): Fault[] {
  const at = pointer + pointerOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_FAULTS).map((key) => fault(at + pointerOf([key]), 'is not a known field'));
  }
  if (issue.code === 'invalid_union') return faultsOfUnion(issue, at);
  return [fault(at, issue.message)];
}

// The branch with the fewest faults is most likely the intended one.
function faultsOfUnion(issue: z.core.$ZodIssueInvalidUnion, at: string): Fault[] {
  const branches = issue.errors.filter((branch) => branch.length > 0).toSorted((a, b) => a.length - b.length);
  return branches[0]?.flatMap((each) => faultsOfIssue(each, at)) ?? [fault(at, issue.message)];
}

const fault = (pointer: string, message: string): Fault => ({
  pointer: pointer.slice(0, MAX_POINTER_LENGTH),
  detail: /received undefined$/.test(message) ? 'is required' : message,
});

const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
