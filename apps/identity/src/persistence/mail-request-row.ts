import { Column } from 'typeorm';
import { InstantColumn, isDuplicateKey, VersionConflict } from '#persistence';

/** A request for a mail: when its next attempt is due, and the token of the last one. */
export abstract class MailRequestRow {
  /** Null after the mail was sent or the last attempt failed. */
  @InstantColumn({ name: 'due_at', nullable: true })
  dueAt: Date | null;

  @Column({ type: 'int' })
  attempts: number;

  @Column({ name: 'token_digest', type: 'char', length: 64, nullable: true })
  tokenDigest: string | null;

  @InstantColumn({ name: 'expires_at', nullable: true })
  expiresAt: Date | null;
}

/** Due immediately, even if the clock of the store is behind. */
export const DUE = { dueAt: new Date(0), attempts: 0 };
export const NEW_REQUEST = { ...DUE, tokenDigest: null, expiresAt: null };

/** A concurrent insert of the same request becomes a conflict, after which the transaction runs again. */
export function asConflict(error: unknown): never {
  throw isDuplicateKey(error) ? new VersionConflict('a request for a mail') : error;
}
