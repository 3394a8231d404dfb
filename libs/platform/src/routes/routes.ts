import type { ExecutionContext, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, type DiscoveryService } from '@nestjs/core';
import { planRoute } from './plan-route.js';
import type { RoutePlan } from './route-plan.js';

type Handler = (...args: never[]) => unknown;

/** Some handlers break rules of the house, such as a parameter without a schema. */
export class UnsafeRoutes extends Error {
  constructor(readonly flaws: string[]) {
    super(`routes that must not be served:\n${flaws.map((flaw) => `  ${flaw}`).join('\n')}`);
    this.name = 'UnsafeRoutes';
  }
}

/** The plans of all routes of one service. */
export class Routes {
  private readonly plans = new Map<unknown, Map<unknown, RoutePlan>>();

  constructor(private readonly discovery: DiscoveryService) {}

  /** The plan of the route that is being served. */
  of(context: ExecutionContext): RoutePlan {
    return this.planOf(context.getClass(), context.getHandler() as Handler);
  }

  /** Plans every route. @throws UnsafeRoutes naming every rule that a handler breaks */
  check(): RoutePlan[] {
    const plans = this.discovery.getControllers().flatMap(({ metatype }) => this.plansOf(metatype as Type));
    const flaws = plans.flatMap((plan) => plan.flaws.map((flaw) => `${plan.name}: ${flaw}`));
    if (flaws.length > 0) throw new UnsafeRoutes(flaws);
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
