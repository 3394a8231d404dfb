import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { ProxiedConnection } from './connection.js';
import type { Direction, Fate, Treatment } from './flow.js';

const STANDARD_PORTS: Record<string, number> = { 'mysql:': 3306, 'mariadb:': 3306, 'amqp:': 5672, 'mongodb:': 27017 };
const BOTH: readonly Direction[] = ['up', 'down'];

export const MYSQL_COMMIT = '\x03COMMIT';

/** A TCP proxy to a server whose connections a test can disturb; clients connect to its `url`. */
export class Line {
  private readonly connections = new Set<ProxiedConnection>();
  private treatments: Record<Direction, Treatment> = { up: {}, down: {} };
  private refuses = false;
  private doomed: { request: string; fate: Fate; passing: number } | undefined;
  private lostSoFar = 0;

  private constructor(
    private readonly listener: Server,
    readonly url: string,
    private far: Address,
  ) {}

  /** Opens one on a free port of 127.0.0.1 and retains path, user and query of the address. */
  static async to(address: string): Promise<Line> {
    const listener = createServer({ allowHalfOpen: true }, (near) =>
      line.join(near, () => connect({ ...line.far, allowHalfOpen: true })),
    );
    await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
    const url = new URL(address);
    url.hostname = '127.0.0.1';
    url.port = String((listener.address() as AddressInfo).port);
    const line = new Line(listener, url.href, addressOf(address));
    return line;
  }

  /** New connections reach this server; existing ones stay where they are, as after a failover by name. */
  redirectTo(address: string): void {
    this.far = addressOf(address);
  }

  /** Forwards everything again and resets connections that have lost bytes. */
  pass(): void {
    this.refuses = false;
    this.doomed = undefined;
    for (const each of this.connections) if (each.isBroken) each.reset();
    this.treat(BOTH, {});
  }

  latency(ms: number, direction?: Direction): void {
    this.treat(direction ? [direction] : BOTH, { delayMs: ms });
  }

  /** Nothing arrives until `pass`, not even the end of a connection; then everything does, as after a network outage. */
  blackhole(direction?: Direction): void {
    this.treat(direction ? [direction] : BOTH, { held: true });
  }

  /** Ends every connection with a reset; new ones pass. */
  reset(): void {
    this.connections.forEach((each) => each.reset());
  }

  /** Resets every connection, and each new one at once, until `pass`. */
  refuse(): void {
    this.refuses = true;
    this.reset();
  }

  /** Every connection ends as soon as it has carried so many more bytes in that direction, until `pass`. */
  cutAfter(bytes: number, direction: Direction = 'up'): void {
    this.treat([direction], { endsAfterBytes: bytes });
  }

  /** The server receives everything; its responses are lost. */
  dropAnswers(): void {
    this.treat(['down'], { dropped: true });
  }

  /** Loses the next request that contains this text after `passing` others; its connection is unusable afterwards. */
  lose(request: string, fate: Fate, passing = 0): void {
    this.doomed = { request, fate, passing };
  }

  /** Number of requests that `lose` has lost. */
  get lost(): number {
    return this.lostSoFar;
  }

  async close(): Promise<void> {
    this.refuse();
    await new Promise((closed) => this.listener.close(closed));
  }

  private treat(directions: readonly Direction[], treatment: Treatment): void {
    for (const direction of directions) {
      this.treatments = { ...this.treatments, [direction]: treatment };
      this.connections.forEach((each) => each.treat(direction, treatment));
    }
  }

  private join(near: Socket, reach: () => Socket): void {
    if (this.refuses) {
      near.resetAndDestroy();
      return;
    }
    const connection = new ProxiedConnection(near, reach(), this.treatments, (request) => this.fateOf(request));
    this.connections.add(connection);
    connection.onClose(() => this.connections.delete(connection));
  }

  private fateOf(request: Buffer): Fate | undefined {
    const { doomed } = this;
    if (!doomed || !request.includes(doomed.request) || doomed.passing-- > 0) return undefined;
    this.doomed = undefined;
    this.lostSoFar += 1;
    return doomed.fate;
  }
}

interface Address {
  host: string;
  port: number;
}

function addressOf(address: string): Address {
  const { hostname, port, protocol } = new URL(address);
  return { host: hostname, port: Number(port) || STANDARD_PORTS[protocol] || 80 };
}
