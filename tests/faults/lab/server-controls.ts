/** A private server of the lab, into which faults can be injected. */
export interface ServerControls {
  readonly url: string;
  /** SIGKILL; resolves when the process has ended. */
  kill(): Promise<void>;
  /** Restarts it with its data on its port; resolves when it accepts connections. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Whether its process exists; it may have exited by itself. */
  readonly runs: boolean;
  /** Why its disk cannot be filled here, or undefined. */
  readonly diskIsNotSmall: string | undefined;
  /** Fills its disk up to this many free megabytes (0), until `freeDisk`. */
  fillDisk(leaving?: number): Promise<void>;
  freeDisk(): void;
  /** Removes every fault; resolves when the server responds. */
  restore(): Promise<void>;
}

/** A session with an open transaction. */
export interface Held {
  also(statement: string): Promise<void>;
  letGo(): Promise<void>;
}

export interface Mariadb extends ServerControls {
  rows<Row = any>(schema: string, sql: string): Promise<Row[]>;
  /** A session that runs these statements in a transaction and holds their locks until released. */
  hold(schema: string, ...statements: string[]): Promise<Held>;
  /** `KILL` of every connection to a schema; returns how many. */
  killConnections(schema: string): Promise<number>;
}

export interface Rabbitmq extends ServerControls {
  /** `rabbitmqctl` with the environment of this node; returns its output. */
  ctl(...args: string[]): Promise<string>;
  /** Raises the memory alarm, which blocks publishers, until `memoryIsBack`. */
  memoryIsShort(): Promise<void>;
  memoryIsBack(): Promise<void>;
}

export interface Servers {
  readonly mariadb: Mariadb;
  readonly rabbitmq: Rabbitmq;
  /** Removes every fault from both; resolves when they respond. */
  restore(): Promise<void>;
  /** Ends both and removes their data. */
  stop(): Promise<void>;
}
