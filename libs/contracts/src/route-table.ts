import { manifestOf, type ServiceName, serviceNames, type ServiceRoute } from './services.js';

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

export const routeOf = (method: string, path: string): Route | undefined =>
  rows.find((row) => (row.method ?? method) === method && row.matches.test(path))?.route;

export const serviceOf = (path: string): ServiceName | undefined =>
  rows.find((row) => row.matches.test(path))?.route.service;

function matcherOf(path: string): RegExp {
  const open = path.endsWith('/**');
  const parts = path.replace(/\/\*\*$/, '').split('/');
  const written = parts.map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/\W/g, '\\$&')));
  return new RegExp(`^${written.join('/')}${open ? '(/|$)' : '/?$'}`);
}
