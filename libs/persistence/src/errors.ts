/** Somebody else changed the aggregate since it was loaded; the outermost transaction is retried whole. */
export class VersionConflict extends Error {
  /** @param subject what was changed by somebody else, such as `registration 0193…` */
  constructor(subject: string) {
    super(`${subject} was changed by somebody else in the meantime`);
    this.name = 'VersionConflict';
  }
}

/** A write was tried where no transaction is open: its context was lost, or the transaction has already ended. */
export class OutsideTransaction extends Error {
  constructor(reason = 'call it inside database.transaction(…), and await every promise in there') {
    super(`no transaction is open here: ${reason}`);
    this.name = 'OutsideTransaction';
  }
}

/** The store cannot be reached or cannot be opened; nothing was done. */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreUnavailable';
  }
}

/** The schema lacks migrations of this version, and the settings leave them to the command `migrate`. */
export class MigrationsPending extends Error {
  constructor(pending: readonly string[]) {
    super(`the schema lacks ${pending.join(', ')}: run the migrate command of this service first`);
    this.name = 'MigrationsPending';
  }
}

/**
 * The connection was lost, or its answer did not come, while the transaction committed: it has happened whole or not at
 * all, and only reading by a key of the work tells which. Never retried here.
 */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the store did not say whether it has committed', { cause });
    this.name = 'CommitUnknown';
  }
}

/** The one SQLite connection did not become free in time. */
export class SqliteConnectionTimeout extends Error {
  constructor(timeoutMs: number) {
    super(
      `sqlite: waited ${timeoutMs} ms for the connection; probably a query outside the open transaction ` +
        `(a lost context, another manager) is awaited inside it`,
    );
    this.name = 'SqliteConnectionTimeout';
  }
}
