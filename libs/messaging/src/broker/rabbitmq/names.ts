export interface RabbitmqAddress {
  url: string;
  names: Names;
}

/** Reads `amqp://…/vhost?namespace=x`; every other parameter is passed on to RabbitMQ. */
export function rabbitmqAddress(address: string): RabbitmqAddress {
  const url = new URL(address);
  const namespace = url.searchParams.get('namespace') ?? undefined;
  url.searchParams.delete('namespace');
  return { url: url.toString(), names: new Names(namespace) };
}

export class Names {
  constructor(private readonly namespace = '') {}

  get events(): string {
    return this.of('sugang.events');
  }

  queue(consumer: string): string {
    return this.of(consumer);
  }

  retry(consumer: string, delayMs: number): string {
    return this.of(`${consumer}.retry.${delayMs}`);
  }

  parked(consumer: string): string {
    return this.of(`${consumer}.parked`);
  }

  /** An empty queue whose existence means that the consumer is not new any more. */
  known(consumer: string): string {
    return this.of(`${consumer}.settled`);
  }

  rpc(queue: string): string {
    return this.of(queue);
  }

  private of(name: string): string {
    return this.namespace === '' ? name : `${this.namespace}.${name}`;
  }
}
