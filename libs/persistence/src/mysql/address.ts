import type { DatabaseOptions } from '../database-options.js';

export interface Server {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** What a URL says of the server and of the schema on it; `mysql:` and `mariadb:` mean the same. */
export function addressOf({ url, service }: Pick<DatabaseOptions, 'url' | 'service'>): {
  server: Server;
  schema: string;
} {
  const parsed = new URL(url);
  return {
    schema: decodeURIComponent(parsed.pathname.slice(1)) || `sugang_${service}`,
    server: {
      host: parsed.hostname || 'localhost',
      port: Number(parsed.port || 3306),
      user: decodeURIComponent(parsed.username) || 'root',
      password: decodeURIComponent(parsed.password),
    },
  };
}
