/** What Sugang calls its things at RabbitMQ; a namespace keeps several systems on one virtual host apart. */
export class Names {
  constructor(private readonly namespace = '') {}

  /** The one topic exchange of all events. */
  get events(): string {
    return this.of('sugang.events');
  }

  /** The queue of a consuming service. */
  queue(consumer: string): string {
    return this.of(consumer);
  }

  /** Messages of a consumer that wait `delayMs` milliseconds for their next attempt. */
  retry(consumer: string, delayMs: number): string {
    return this.of(`${consumer}.retry.${delayMs}`);
  }

  /** Messages of a consumer that wait for an operator. */
  parked(consumer: string): string {
    return this.of(`${consumer}.parked`);
  }

  /** An empty queue whose existence says: this consumer is not new any more. */
  settled(consumer: string): string {
    return this.of(`${consumer}.settled`);
  }

  /** The queue of an RPC service. */
  rpc(queue: string): string {
    return this.of(queue);
  }

  private of(name: string): string {
    return this.namespace === '' ? name : `${this.namespace}.${name}`;
  }
}
