import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Conversation } from './conversation.js';
import type { Direction, Fate, Manner } from './manner.js';

const STANDARD_PORTS: Record<string, number> = { 'mysql:': 3306, 'mariadb:': 3306, 'amqp:': 5672, 'mongodb:': 27017 };
const BOTH: readonly Direction[] = ['up', 'down'];

/** How a MySQL client sends it. */
export const MYSQL_COMMIT = '\x03COMMIT';

/** A line to a server that a test can spoil; whoever is to feel it connects to its `url`. */
export class Line {
  private readonly conversations = new Set<Conversation>();
  private manners: Record<Direction, Manner> = { up: {}, down: {} };
  private refuses = false;
  private doomed: { request: string; fate: Fate; passing: number } | undefined;
  private lostSoFar = 0;

  private constructor(
    private readonly listener: Server,
    /** The server's address by way of the line. */
    readonly url: string,
  ) {}

  /** Opens one on a free port of 127.0.0.1; path, user and query of the address stay. */
  static async to(address: string): Promise<Line> {
    const { hostname, port, protocol } = new URL(address);
    const far = { port: Number(port) || STANDARD_PORTS[protocol] || 80, host: hostname, allowHalfOpen: true };
    const listener = createServer({ allowHalfOpen: true }, (near) => line.join(near, () => connect(far)));
    await new Promise<void>((listening) => listener.listen(0, '127.0.0.1', listening));
    const url = new URL(address);
    url.hostname = '127.0.0.1';
    url.port = String((listener.address() as AddressInfo).port);
    const line = new Line(listener, url.href);
    return line;
  }

  /** Everything goes on. Connections of which something was dropped are reset: nobody could follow them. */
  pass(): void {
    this.refuses = false;
    this.doomed = undefined;
    for (const each of this.conversations) if (each.isBroken) each.reset();
    this.treat(BOTH, {});
  }

  /** Everything arrives so much later, in each direction. */
  latency(ms: number, direction?: Direction): void {
    this.treat(direction ? [direction] : BOTH, { delayMs: ms });
  }

  /** Nothing arrives until `pass`, not even an end; then all of it does, as after an outage of the network. */
  blackhole(direction?: Direction): void {
    this.treat(direction ? [direction] : BOTH, { held: true });
  }

  /** Ends every connection with a reset; new ones pass. */
  reset(): void {
    this.conversations.forEach((each) => each.reset());
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

  /** The server hears everything, and its answers are lost. */
  dropAnswers(): void {
    this.treat(['down'], { dropped: true });
  }

  /** Loses the next request that contains this text, or the one after `passing` more; its connection is of no use after it. */
  lose(request: string, fate: Fate, passing = 0): void {
    this.doomed = { request, fate, passing };
  }

  /** How many requests `lose` has met so far. */
  get lost(): number {
    return this.lostSoFar;
  }

  async close(): Promise<void> {
    this.refuse();
    await new Promise((closed) => this.listener.close(closed));
  }

  private treat(directions: readonly Direction[], manner: Manner): void {
    for (const direction of directions) {
      this.manners = { ...this.manners, [direction]: manner };
      this.conversations.forEach((each) => each.treat(direction, manner));
    }
  }

  private join(near: Socket, reach: () => Socket): void {
    if (this.refuses) {
      near.resetAndDestroy();
      return;
    }
    const conversation = new Conversation(near, reach(), this.manners, (request) => this.fateOf(request));
    this.conversations.add(conversation);
    conversation.whenOver(() => this.conversations.delete(conversation));
  }

  private fateOf(request: Buffer): Fate | undefined {
    const { doomed } = this;
    if (!doomed || !request.includes(doomed.request) || doomed.passing-- > 0) return undefined;
    this.doomed = undefined;
    this.lostSoFar += 1;
    return doomed.fate;
  }
}
