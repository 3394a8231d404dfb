import type { FastifyInstance } from 'fastify';
import { serviceOf, type ServiceName } from '#contracts';
import { pathOf } from '#platform';

/** Lets a route say `constraints: { service: 'payment' }`: it then serves the paths that the route table gives to that service. */
export function routeByService(fastify: FastifyInstance): void {
  fastify.addConstraintStrategy({
    name: 'service',
    storage: () => {
      const routes = new Map<unknown, never>();
      return {
        get: (service) => routes.get(service) ?? null,
        set: (service, route) => void routes.set(service, route as never),
      };
    },
    deriveConstraint: (request): ServiceName | undefined => serviceOf(pathOf(request.url ?? '/')),
  });
}
