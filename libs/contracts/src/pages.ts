/** The addresses of the pages of apps/web. The edge serves the same document for each; the router in it selects the page. */
export const pages = [
  '/',
  '/lectures/:id',
  '/sign-in',
  '/sign-up',
  '/my-page',
  '/my-page/registrations/:id',
  '/my-page/notifications',
  '/my-page/preferences',
  '/teaching',
  '/teaching/new',
  '/teaching/:id',
  '/operations',
  '/operations/parked',
  '/operations/events',
  '/operations/accounts',
  '/operations/audit',
  '/teaching/:id/edit',
  '/teaching/:id/statistics',
  '/teaching/notifications',
  '/teaching/preferences',
] as const;
export type PagePath = (typeof pages)[number];
