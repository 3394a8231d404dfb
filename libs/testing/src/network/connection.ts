import type { Socket } from 'node:net';
import { type Direction, type Fate, Flow, type Treatment } from './flow.js';

export class ProxiedConnection {
  private readonly flows: Record<Direction, Flow>;
  private fate: Fate | undefined;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    treatments: Record<Direction, Treatment>,
    private readonly fateOf: (request: Buffer) => Fate | undefined,
  ) {
    this.flows = {
      up: new Flow(client, server, treatments.up, (request) => this.asks(request)),
      down: new Flow(server, client, treatments.down, () => this.answers()),
    };
    for (const socket of [client, server]) socket.setNoDelay();
  }

  treat(direction: Direction, treatment: Treatment): void {
    this.flows[direction].treat(treatment);
  }

  get isBroken(): boolean {
    return this.flows.up.lossy || this.flows.down.lossy;
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.server.resetAndDestroy();
  }

  onClose(listener: () => void): void {
    let open = 2;
    for (const socket of [this.client, this.server]) socket.once('close', () => --open === 0 && listener());
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
