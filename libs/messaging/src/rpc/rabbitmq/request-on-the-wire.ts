import type { Message } from 'amqplib';

/** A request as @nestjs/microservices sends it. */
export interface RequestOnTheWire {
  id: string;
  pattern: string;
}

/** The request in a message, or undefined where there is none, or nobody to answer to. */
export function requestIn({ content, properties }: Message): RequestOnTheWire | undefined {
  if (!properties.replyTo || !properties.correlationId) return undefined;
  const read = jsonOf(content);
  return isRequest(read) ? read : undefined;
}

const isRequest = (read: unknown): read is RequestOnTheWire =>
  typeof read === 'object' &&
  read !== null &&
  typeof (read as Partial<RequestOnTheWire>).id === 'string' &&
  typeof (read as Partial<RequestOnTheWire>).pattern === 'string';

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
