import type { Socket } from 'node:net';
import { Flow } from './flow.js';
import type { Direction, Fate, Manner } from './manner.js';

/** One connection through a line: a client, the server, and what goes to and fro between them. */
export class Conversation {
  private readonly flows: Record<Direction, Flow>;
  private fate: Fate | undefined;

  /** @param fateOf asked for everything that a client says */
  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    manners: Record<Direction, Manner>,
    private readonly fateOf: (request: Buffer) => Fate | undefined,
  ) {
    this.flows = {
      up: new Flow(client, server, manners.up, (request) => this.asks(request)),
      down: new Flow(server, client, manners.down, () => this.answers()),
    };
    for (const socket of [client, server]) socket.setNoDelay();
  }

  treat(direction: Direction, manner: Manner): void {
    this.flows[direction].treat(manner);
  }

  /** Whether one end has not got what the other has sent. */
  get isBroken(): boolean {
    return this.flows.up.lossy || this.flows.down.lossy;
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.server.resetAndDestroy();
  }

  whenOver(tell: () => void): void {
    let open = 2;
    for (const socket of [this.client, this.server]) socket.once('close', () => --open === 0 && tell());
  }

  private asks(request: Buffer): boolean {
    const fate = this.fateOf(request);
    if (fate === 'not-sent') this.end();
    this.fate ??= fate;
    return fate !== 'not-sent';
  }

  private answers(): boolean {
    if (this.fate === 'answer-lost') this.end();
    return this.fate === undefined;
  }

  private end(): void {
    this.client.destroy();
    this.server.destroy();
  }
}
