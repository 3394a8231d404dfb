/** The services, their HTTP ports in the distributed mode, and whose paths they serve. */
export const servicePorts = {
  gateway: 8080,
  registration: 8081,
  payment: 8082,
  lecture: 8083,
  mypage: 8084,
  notification: 8085,
  identity: 8086,
} as const;
export type ServiceName = Exclude<keyof typeof servicePorts, 'gateway'>;

/** One row: whose a path is, and how the one entrance waits there and asks again. */
export interface Route {
  /** `{…}` is any one part; `/**` is this path and all below it. With a method in front, that method only. */
  path: `/${string}` | `POST /${string}`;
  service: ServiceName;
  /** How its answer comes: soon where nothing is said, after a payment, or as a stream that does not end. */
  answer?: 'after a payment' | 'as a stream';
  /** What may be sent again on a new connection, where nothing is said also a POST with an `Idempotency-Key`. */
  again?: 'by method alone';
}

/** Which service answers which path: the first row that matches wins. `/internal` is in no row: it never leaves the network. */
export const routeTable: readonly Route[] = [
  { path: '/api/v1/lectures/{id}/availability', service: 'registration' },
  { path: 'POST /api/v1/registrations', service: 'registration', answer: 'after a payment' },
  { path: 'POST /api/v1/registrations/{id}/payment', service: 'registration', answer: 'after a payment' },
  { path: '/api/v1/registrations/**', service: 'registration' },
  { path: '/api/v1/payments/**', service: 'payment' },
  { path: '/api/v1/mypage/notifications/**', service: 'notification' },
  { path: '/api/v1/mypage/notification-preferences/**', service: 'notification' },
  { path: '/api/v1/mypage/stream', service: 'mypage', answer: 'as a stream' },
  { path: '/api/v1/mypage/**', service: 'mypage' },
  { path: '/api/v1/auth/**', service: 'identity', again: 'by method alone' },
  { path: '/api/v1/admin/accounts/**', service: 'identity' },
  { path: '/.well-known/**', service: 'identity' },
  { path: '/oauth/**', service: 'identity', again: 'by method alone' },
  { path: '/api/v1/lectures/**', service: 'lecture' },
  { path: '/api/v1/admin/lectures/**', service: 'lecture' },
];

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
