/** Hashes and verifies passwords with limited concurrency: a burst of logins queues instead of exhausting the CPU. */
export abstract class Passwords {
  /** @throws Rejection RATE_LIMITED if the queue is full */
  abstract hash(password: string): Promise<string>;

  /** Without a hash: false after the same amount of work. @throws Rejection RATE_LIMITED if the queue is full */
  abstract matches(password: string, hash: string | undefined): Promise<boolean>;
}

export abstract class CommonPasswords {
  abstract load(): Promise<ReadonlySet<string>>;
}
