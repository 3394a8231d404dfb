import type { EntitySchema, MigrationInterface } from 'typeorm';

/** A migration class; the name must end in a 13-digit timestamp. */
export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  /** `sqlite:` or `mysql://…` or `mariadb://…`; without a path the schema is `sugang_<service>`. */
  url: string;
  /** Directory of the SQLite files; made when missing. */
  dataDir: string;
  /** Names the file `<dataDir>/<service>.sqlite` or the schema. */
  service: string;
  entities: ((abstract new (...args: never[]) => object) | EntitySchema)[];
  /** In the order of their timestamps. */
  migrations: MigrationClass[];
  /** Opening runs the pending migrations (`at-start`, the default), or is refused where there are any (`by-command`). */
  migrate?: 'at-start' | 'by-command';
  /** Most connections to MySQL at a time (10), a third of them for what is no transaction; at least 3. */
  poolSize?: number;
  /** Longest wait for MySQL's answer to one statement, in milliseconds (15,000); migrations know none. */
  answerWithinMs?: number;
}
