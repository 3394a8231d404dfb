/** A private server of the lab: nothing else uses it, so it may be harmed. */
export interface ServerControls {
  readonly url: string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again with its data; resolves when it lets one in. */
  restart(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export interface Mariadb extends ServerControls {
  rows<Row = any>(schema: string, sql: string): Promise<Row[]>;
}

export interface Rabbitmq extends ServerControls {
  /** `rabbitmqctl` with the environment of this very node; answers what it printed. */
  ctl(...args: string[]): Promise<string>;
}

export interface Servers {
  readonly mariadb: Mariadb;
  readonly rabbitmq: Rabbitmq;
  /** Both run and answer again, whatever was done to them. */
  heal(): Promise<void>;
  /** Ends both and removes their data. */
  stop(): Promise<void>;
}
