import { Names } from './names.js';

/** Where RabbitMQ is: its address without our own parameters, and what our things are called there. */
export interface RabbitAddress {
  url: string;
  names: Names;
}

/** Reads `amqp://…/vhost?namespace=x`; everything but `namespace` is RabbitMQ's own. */
export function rabbitAddress(address: string): RabbitAddress {
  const url = new URL(address);
  const namespace = url.searchParams.get('namespace') ?? undefined;
  url.searchParams.delete('namespace');
  return { url: url.toString(), names: new Names(namespace) };
}
