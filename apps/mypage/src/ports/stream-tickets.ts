/** The right to open one stream of a student. Only the digest of the ticket is stored. */
export interface StoredTicket {
  digest: string;
  studentId: string;
  expiresAt: Date;
  /** Expiry of the access token that created the ticket, at which the stream ends. */
  streamUntil: Date;
}

export abstract class StreamTickets {
  abstract add(ticket: StoredTicket): Promise<void>;

  /** Deletes the ticket, expired or not, and returns it to exactly one of several concurrent callers. */
  abstract take(digest: string): Promise<StoredTicket | undefined>;

  /** Returns how many were deleted, at most `limit`. */
  abstract deleteExpired(now: Date, limit: number): Promise<number>;
}
