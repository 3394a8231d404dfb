import { RequestMethod, type ExecutionContext, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, type DiscoveryService } from '@nestjs/core';
import type { Role } from '#contracts';
import { PUBLIC, RECOGNIZES, ROLES, TICKET } from '../auth/decorators.js';
import { EVENT_STREAM } from '../http/event-stream.js';
import { REPEATABLE } from '../idempotency/decorators.js';
import { IDEMPOTENT, type IdempotentOptions } from '../idempotency/idempotent-requests.js';
import { ANSWERS, PROBLEMS, type DeclaredAnswer } from '../openapi/decorators.js';
import { partsOf, type RequestPart } from './request-parts.js';

type Handler = (...args: never[]) => unknown;

export interface RoutePlan {
  name: string;
  method: string;
  isPublic: boolean;
  roles: Role[] | undefined;
  acceptsTicket: boolean;
  recognizesAccount: boolean;
  idempotent: IdempotentOptions | undefined;
  isStream: boolean;
  parts: RequestPart[];
  answers: DeclaredAnswer[];
  problems: string[];
  /** Rules that the handler violates; a service with any does not start. */
  violations: string[];
}

export class UnsafeRoutes extends Error {
  constructor(readonly violations: string[]) {
    super(`routes that must not be served:\n${violations.map((violation) => `  ${violation}`).join('\n')}`);
    this.name = 'UnsafeRoutes';
  }
}

export class Routes {
  private readonly plans = new Map<unknown, Map<unknown, RoutePlan>>();

  constructor(private readonly discovery: DiscoveryService) {}

  of(context: ExecutionContext): RoutePlan {
    return this.planOf(context.getClass(), context.getHandler() as Handler);
  }

  /** Plans every route. @throws UnsafeRoutes with every violation */
  check(): RoutePlan[] {
    const plans = this.discovery.getControllers().flatMap(({ metatype }) => this.plansOf(metatype as Type));
    const violations = plans.flatMap((plan) => plan.violations.map((violation) => `${plan.name}: ${violation}`));
    if (violations.length > 0) throw new UnsafeRoutes(violations);
    return plans;
  }

  private plansOf(controller: Type): RoutePlan[] {
    const prototype = controller.prototype as Record<string, Handler>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .map((name) => prototype[name]!)
      .filter((handler) => Reflect.hasMetadata(PATH_METADATA, handler))
      .map((handler) => this.planOf(controller, handler));
  }

  private planOf(controller: Type, handler: Handler): RoutePlan {
    const ofController = this.plans.get(controller) ?? new Map<unknown, RoutePlan>();
    this.plans.set(controller, ofController);
    const plan = ofController.get(handler) ?? planRoute(controller, handler);
    ofController.set(handler, plan);
    return plan;
  }
}

export function planRoute(controller: Type, handler: Handler): RoutePlan {
  const metadata = <T>(key: string, of: object): T | undefined => Reflect.getMetadata(key, of) as T | undefined;
  const isRestricted = metadata(PUBLIC, handler) !== undefined || metadata(ROLES, handler) !== undefined;
  const access = isRestricted ? handler : controller;
  const method = RequestMethod[metadata<RequestMethod>(METHOD_METADATA, handler) ?? RequestMethod.GET];
  const { parts, violations } = partsOf(controller, handler.name, method);
  const answers = metadata<DeclaredAnswer[]>(ANSWERS, handler) ?? [];
  const plan: RoutePlan = {
    name: `${controller.name}.${handler.name}`,
    method,
    isPublic: metadata<boolean>(PUBLIC, access) ?? false,
    roles: metadata<Role[]>(ROLES, access),
    acceptsTicket: metadata<boolean>(TICKET, handler) ?? false,
    recognizesAccount: metadata<boolean>(RECOGNIZES, handler) ?? false,
    idempotent: metadata<IdempotentOptions>(IDEMPOTENT, handler),
    isStream: answers.some(({ type }) => type === EVENT_STREAM),
    parts,
    answers,
    problems: metadata<string[]>(PROBLEMS, handler) ?? [],
    violations,
  };
  const isRepeatable = metadata<boolean>(REPEATABLE, handler) ?? false;
  violations.push(...accessViolationsOf(plan, isRepeatable));
  return plan;
}

function* accessViolationsOf(
  { method, isPublic, idempotent, roles }: RoutePlan,
  isRepeatable: boolean,
): Generator<string> {
  // Services identify their requests with a key in the body.
  const isForServices = roles?.every((role) => role === 'service') ?? false;
  if (method === 'POST' && !isPublic && !isForServices && !idempotent && !isRepeatable)
    yield 'an authenticated POST needs @Idempotent()';
  if (idempotent && (method !== 'POST' || isPublic !== (idempotent.scope !== undefined)))
    yield '@Idempotent() is for POSTs; only a public one has a scope';
  if (isPublic && roles) yield '@Public() and @Roles() exclude each other';
}
