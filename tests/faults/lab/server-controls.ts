/** A private server of the lab: nothing else uses it, so it may be harmed. */
export interface ServerControls {
  readonly url: string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again with its data on its port; resolves when it lets one in. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Whether its process is there; it may have ended by itself. */
  readonly runs: boolean;
  /** Why its disk cannot be filled here, or undefined. */
  readonly diskIsNotSmall: string | undefined;
  /** Its disk is full but for so many megabytes (0), until `freeDisk`. */
  fillDisk(leaving?: number): Promise<void>;
  freeDisk(): void;
  /** It runs and answers again, whatever was done to it. */
  heal(): Promise<void>;
}

/** A session with an open transaction. */
export interface Held {
  also(statement: string): Promise<void>;
  letGo(): Promise<void>;
}

export interface Mariadb extends ServerControls {
  rows<Row = any>(schema: string, sql: string): Promise<Row[]>;
  /** A session that has done these statements in a transaction, and sits on their locks until it lets go. */
  hold(schema: string, ...statements: string[]): Promise<Held>;
  /** `KILL` of every connection to a schema; answers how many. */
  killConnections(schema: string): Promise<number>;
}

export interface Rabbitmq extends ServerControls {
  /** `rabbitmqctl` with the environment of this very node; answers what it printed. */
  ctl(...args: string[]): Promise<string>;
  /** It has no memory left to speak of, and takes nothing from publishers, until `memoryIsBack`. */
  memoryIsShort(): Promise<void>;
  memoryIsBack(): Promise<void>;
}

export interface Servers {
  readonly mariadb: Mariadb;
  readonly rabbitmq: Rabbitmq;
  /** Both run and answer again, whatever was done to them. */
  heal(): Promise<void>;
  /** Ends both and removes their data. */
  stop(): Promise<void>;
}
