import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.js';

export interface SugangClientOptions {
  /** Where Sugang is, without a path: `http://localhost:8080`. */
  url: string;
  /** The access token, or a function that is asked for it before each request; absent: a stranger. */
  token?: string | (() => string | undefined | Promise<string | undefined>);
  /** In place of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Every operation of the API by method and path, typed; an answer has `data` or `error` (a problem document), and `response`. */
export type SugangClient = Client<paths>;

/** What the API's bodies are made of, by name: `Schemas['Registration']`. */
export type Schemas = components['schemas'];

/** A client of the API at `url`. */
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
