/** Another transaction changed the aggregate since it was loaded; the outermost transaction is retried as a whole. */
export class VersionConflict extends Error {
  constructor(subject: string) {
    super(`${subject} was changed by another transaction in the meantime`);
    this.name = 'VersionConflict';
  }
}

export class OutsideTransaction extends Error {
  constructor(reason = 'call it inside database.transaction(…), and await every promise in there') {
    super(`no transaction is open here: ${reason}`);
    this.name = 'OutsideTransaction';
  }
}

export class StoreUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreUnavailable';
  }
}

export class MigrationsPending extends Error {
  constructor(pending: readonly string[]) {
    super(`the schema lacks ${pending.join(', ')}: run the migrate command of this service first`);
    this.name = 'MigrationsPending';
  }
}

/** The transaction has happened completely or not at all, and only reading by a key of the work shows which. It is never retried here. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the store did not confirm whether it has committed', { cause });
    this.name = 'CommitUnknown';
  }
}

export class SqliteConnectionTimeout extends Error {
  constructor(timeoutMs: number) {
    super(
      `sqlite: waited ${timeoutMs} ms for the connection; probably a query outside the open transaction ` +
        `(a lost context, another manager) is awaited inside it`,
    );
    this.name = 'SqliteConnectionTimeout';
  }
}

/** The transaction that several units of work shared was rolled back, so each of them runs again alone. */
export class SharedCommitFailed extends Error {
  constructor(cause: unknown) {
    super('the transaction shared with other work was rolled back', { cause });
    this.name = 'SharedCommitFailed';
  }
}
