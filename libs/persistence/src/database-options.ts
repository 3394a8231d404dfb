import type { EntitySchema, MigrationInterface } from 'typeorm';

/** A migration class; the name must end in a 13-digit timestamp. */
export type MigrationClass = new () => MigrationInterface;

export interface StoreAddress {
  /** `sqlite:` or `mysql://…` or `mariadb://…`; without a path the schema is `sugang_<service>`. */
  url: string;
  dataDir: string;
  /** `at-start` (default): opening runs the pending migrations. `by-command`: opening fails when migrations are pending. */
  migrate?: 'at-start' | 'by-command';
}

export interface StoreSchema {
  entities: ((abstract new (...args: never[]) => object) | EntitySchema)[];
  migrations: MigrationClass[];
}

export interface DatabaseOptions extends StoreAddress, StoreSchema {
  service: string;
  /** Maximum number of MySQL connections (default 10, at least 3). */
  poolSize?: number;
  /** Response timeout of one MySQL statement in milliseconds (default 15,000). Migrations have none. */
  answerWithinMs?: number;
}
