import type { MigrationClass } from '#persistence';

/** The table of idempotent requests; every service with `@Idempotent()` routes lists it among its migrations, and `IdempotencyRecord` among its entities. */
export const idempotencyMigrations: MigrationClass[] = [];
