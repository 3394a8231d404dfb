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

  rpc(queue: string): string {
    return this.of(queue);
  }

  of(name: string): string {
    return this.namespace === '' ? name : `${this.namespace}.${name}`;
  }
}
