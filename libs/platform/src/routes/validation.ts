import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { HttpProblem, invalidRequest, type Fault } from '../http/http-problem.js';
import { idempotencyKeyFault } from '../idempotency/key.js';
import { faultsOf } from './faults-of.js';
import type { RoutePlan } from './route-plan.js';
import type { Routes } from './routes.js';

/**
 * Judges body, query, path and headers of a request by the schemas of its handler, all at once, and hands the handler what the
 * schemas made of them. A guard rather than a pipe: Nest runs one pipe per parameter and stops at the first that refuses,
 * and only what is valid may reach the idempotency records.
 */
export class Validation implements CanActivate {
  constructor(private readonly routes: Routes) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const plan = this.routes.of(context);
    const faults = plan.parts.flatMap((part) => {
      const judged = part.schema.safeParse(part.read(request));
      if (!judged.success) return faultsOf(judged.error, part.pointer);
      part.write(request, judged.data);
      return [];
    });
    this.judge(request, plan, faults);
    return true;
  }

  private judge(request: FastifyRequest, { idempotent, isStream }: RoutePlan, faults: Fault[]): void {
    if (isStream && request.method === 'HEAD') {
      throw new HttpProblem('METHOD_NOT_ALLOWED', 'This address answers GET.', { headers: { allow: 'GET' } });
    }
    const keyFault = idempotent && idempotencyKeyFault(request.headers['idempotency-key']);
    if (keyFault) faults.push(keyFault);
    if (faults.length > 0) throw invalidRequest(faults);
    if (idempotent?.required && request.headers['idempotency-key'] === undefined) {
      throw new HttpProblem('IDEMPOTENCY_KEY_REQUIRED', 'Send an Idempotency-Key of your own with this request.');
    }
  }
}
