import { manifestOf, type ServiceName, serviceNames, type ServiceRoute } from './services.js';

/** A public path, and the service that answers it. */
export interface Route extends ServiceRoute {
  service: ServiceName;
}

/** The routes of all services, the most specific first: the first row that matches wins. */
export const routeTable: readonly Route[] = serviceNames
  .flatMap((service) => manifestOf(service).routes.map((route) => ({ ...route, service })))
  .toSorted((one, other) => rankOf(one) - rankOf(other));

// A whole path before a prefix, then more segments before fewer, then one method before all.
function rankOf({ path }: Route): number {
  return (path.endsWith('/**') ? 1000 : 0) - 10 * path.split('/').length - (path.includes(' ') ? 1 : 0);
}

const rows = routeTable.map((route) => {
  const [path, method] = route.path.split(' ').reverse() as [string, string?];
  return { route, method, matches: matcherOf(path) };
});

/** The row for a request, or undefined where no service answers `path` (without its query). */
export const routeOf = (method: string, path: string): Route | undefined =>
  rows.find((row) => (row.method ?? method) === method && row.matches.test(path))?.route;

/** The service that answers `path` (without its query), whatever the method, or undefined where none does. */
export const serviceOf = (path: string): ServiceName | undefined =>
  rows.find((row) => row.matches.test(path))?.route.service;

function matcherOf(path: string): RegExp {
  const open = path.endsWith('/**');
  const parts = path.replace(/\/\*\*$/, '').split('/');
  const written = parts.map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/\W/g, '\\$&')));
  return new RegExp(`^${written.join('/')}${open ? '(/|$)' : '/?$'}`);
}
