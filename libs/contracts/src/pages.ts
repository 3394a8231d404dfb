/** The addresses of the pages of apps/web: the edge answers each with the same document, in which the page's router takes over. */
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
  '/teaching/:id',
] as const;
export type PagePath = (typeof pages)[number];
