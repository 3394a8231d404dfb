import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.js';

/** `url` has no path; a `token` function is called before each request; without a token, requests are anonymous. */
export interface SugangClientOptions {
  url: string;
  token?: string | (() => string | undefined | Promise<string | undefined>);
  fetch?: (request: Request) => Promise<Response>;
}

export type SugangClient = Client<paths>;

export type Schemas = components['schemas'];

export function sugangClient({ url, token, fetch }: SugangClientOptions): SugangClient {
  const client = createClient<paths>({ baseUrl: url.replace(/\/$/, ''), ...(fetch && { fetch }) });
  client.use({
    onRequest: async ({ request }) => {
      const present = typeof token === 'function' ? await token() : token;
      if (present !== undefined) request.headers.set('Authorization', `Bearer ${present}`);
      return request;
    },
  });
  return client;
}
