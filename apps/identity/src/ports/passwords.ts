/** Hashes passwords, a few at a time: a storm of logins waits in line instead of starving the service. */
export abstract class Passwords {
  /** @throws Rejection TOO_BUSY when too many wait already */
  abstract hash(password: string): Promise<string>;

  /**
   * Whether the password made that hash; without a hash the answer is no, and takes as long to find.
   * @throws Rejection TOO_BUSY when too many wait already
   */
  abstract matches(password: string, hash: string | undefined): Promise<boolean>;
}

/** The most common passwords, in lower case. */
export abstract class CommonPasswords {
  abstract load(): Promise<ReadonlySet<string>>;
}
