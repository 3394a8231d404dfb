import type { PagePath } from '#contracts';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ListPage } from './lectures/list-page.js';
import { availability, lecture, lectureList } from './lectures/queries.js';
import { parseSearch } from './lectures/search.js';
import { STATUSES, type Status } from './my-page/queries.js';
import { queryClient } from './query-client.js';
import { NotFound, Shell } from './shell.js';
import { Failure } from './ui/states.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Failure });
const below = () => root;

/** Only a page of our own may follow a sign-in. */
const nextPage = ({ next }: Record<string, unknown>): { next?: string } =>
  typeof next === 'string' && /^\/(?!\/|\\)/.test(next) ? { next } : {};

const routes = [
  createRoute({
    getParentRoute: below,
    path: '/',
    component: ListPage,
    validateSearch: parseSearch,
    loaderDeps: ({ search }) => search,
    loader: ({ deps }) => void queryClient.prefetchInfiniteQuery(lectureList(deps)),
  }),
  createRoute({
    getParentRoute: below,
    path: '/lectures/$id',
    component: lazyRouteComponent(() => import('./lectures/lecture-page.js')),
    loader: ({ params: { id } }) => {
      void queryClient.prefetchQuery(lecture(id));
      void queryClient.prefetchQuery(availability(id));
    },
  }),
  createRoute({
    getParentRoute: below,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./session/sign-in-page.js')),
    validateSearch: nextPage,
  }),
  createRoute({
    getParentRoute: below,
    path: '/sign-up',
    component: lazyRouteComponent(() => import('./session/sign-up-page.js')),
    validateSearch: nextPage,
  }),
  createRoute({
    getParentRoute: below,
    path: '/my-page',
    component: lazyRouteComponent(() => import('./my-page/my-page.js')),
    validateSearch: ({ status }: Record<string, unknown>): { status?: Status } => {
      const known = STATUSES.find((each) => each === status);
      return known ? { status: known } : {};
    },
  }),
  createRoute({
    getParentRoute: below,
    path: '/my-page/registrations/$id',
    component: lazyRouteComponent(() => import('./my-page/registration-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/my-page/notifications',
    component: lazyRouteComponent(() => import('./my-page/notifications-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/my-page/preferences',
    component: lazyRouteComponent(() => import('./my-page/preferences-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/teaching',
    component: lazyRouteComponent(() => import('./teaching/lectures-page.js')),
    validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
      typeof q === 'string' && q !== '' ? { q } : {},
  }),
  createRoute({
    getParentRoute: below,
    path: '/teaching/new',
    component: lazyRouteComponent(() => import('./teaching/lecture-editor.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/teaching/$id/edit',
    component: lazyRouteComponent(() => import('./teaching/lecture-editor.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/teaching/$id',
    component: lazyRouteComponent(() => import('./teaching/lecture-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/teaching/$id/statistics',
    component: lazyRouteComponent(() => import('./teaching/statistics-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/teaching/preferences',
    component: lazyRouteComponent(() => import('./teaching/preferences-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/teaching/notifications',
    component: lazyRouteComponent(() => import('./teaching/notifications-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/operations',
    component: lazyRouteComponent(() => import('./operations/overview-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/operations/parked',
    component: lazyRouteComponent(() => import('./operations/parked-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/operations/events',
    component: lazyRouteComponent(() => import('./operations/events-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/operations/accounts',
    component: lazyRouteComponent(() => import('./operations/accounts-page.js')),
  }),
  createRoute({
    getParentRoute: below,
    path: '/operations/audit',
    component: lazyRouteComponent(() => import('./operations/audit-page.js')),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined) as [string, string][];
    return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

type Spelled<Path extends string> = Path extends `${infer Before}:id${infer After}` ? `${Before}$id${After}` : Path;
type RoutePath = (typeof routes)[number]['fullPath'];

// The edge serves exactly these addresses: one that only one of the two has does not compile.
const _isServed = (path: RoutePath): Spelled<PagePath> => path;
const _exists = (path: Spelled<PagePath>): RoutePath => path;
