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

/** Which service answers which path: the first row that matches wins. `/internal` is in no row: it never leaves the network. */
export const routeTable: readonly { path: RegExp; service: ServiceName }[] = [
  { path: /^\/api\/v1\/lectures\/[^/]+\/availability\/?$/, service: 'registration' },
  { path: /^\/api\/v1\/registrations(\/|$)/, service: 'registration' },
  { path: /^\/api\/v1\/payments(\/|$)/, service: 'payment' },
  { path: /^\/api\/v1\/mypage\/notification(s|-preferences)(\/|$)/, service: 'notification' },
  { path: /^\/api\/v1\/mypage(\/|$)/, service: 'mypage' },
  { path: /^\/api\/v1\/auth(\/|$)/, service: 'identity' },
  { path: /^\/api\/v1\/admin\/accounts(\/|$)/, service: 'identity' },
  { path: /^\/\.well-known(\/|$)/, service: 'identity' },
  { path: /^\/oauth(\/|$)/, service: 'identity' },
  { path: /^\/api\/v1\/lectures(\/|$)/, service: 'lecture' },
  { path: /^\/api\/v1\/admin\/lectures(\/|$)/, service: 'lecture' },
];

/** The service that answers `path` (without its query), or undefined where none does. */
export const serviceOf = (path: string): ServiceName | undefined =>
  routeTable.find((row) => row.path.test(path))?.service;
