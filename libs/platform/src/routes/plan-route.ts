import { METHOD_METADATA, SSE_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, type Type } from '@nestjs/common';
import type { Role } from '#contracts';
import { PUBLIC, ROLES } from '../auth/decorators.js';
import { IDEMPOTENT, type IdempotentOptions } from '../idempotency/options.js';
import { ANSWERS, PROBLEMS, type DeclaredAnswer } from '../openapi/decorators.js';
import { partsOf } from './request-parts.js';
import type { RoutePlan } from './route-plan.js';

type Handler = (...args: never[]) => unknown;

/** Reads everything that decorators say about one handler. */
export function planRoute(controller: Type, handler: Handler): RoutePlan {
  const said = <T>(key: string, of: object): T | undefined => Reflect.getMetadata(key, of) as T | undefined;
  const access = said(PUBLIC, handler) === undefined && said(ROLES, handler) === undefined ? controller : handler;
  const method = RequestMethod[said<RequestMethod>(METHOD_METADATA, handler) ?? RequestMethod.GET];
  const { parts, flaws } = partsOf(controller, handler.name, method);
  const plan: RoutePlan = {
    name: `${controller.name}.${handler.name}`,
    method,
    isPublic: said<boolean>(PUBLIC, access) ?? false,
    roles: said<Role[]>(ROLES, access),
    idempotent: said<IdempotentOptions>(IDEMPOTENT, handler),
    isStream: said<boolean>(SSE_METADATA, handler) ?? false,
    parts,
    answers: said<DeclaredAnswer[]>(ANSWERS, handler) ?? [],
    problems: said<string[]>(PROBLEMS, handler) ?? [],
    flaws,
  };
  flaws.push(...flawsOf(plan));
  return plan;
}

function* flawsOf({ method, isPublic, idempotent, roles }: RoutePlan): Generator<string> {
  // Services name their requests by keys of their own, inside the body.
  const isForServices = roles?.every((role) => role === 'service') ?? false;
  if (method === 'POST' && !isPublic && !isForServices && !idempotent)
    yield 'an authenticated POST needs @Idempotent()';
  if (idempotent && (isPublic || method !== 'POST')) yield '@Idempotent() is for authenticated POSTs';
  if (isPublic && roles) yield '@Public() and @Roles() exclude each other';
}
