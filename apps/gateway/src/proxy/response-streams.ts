import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export class ResponseStreams {
  private readonly streams = new Set<() => void>();

  constructor(private readonly shuttingDown: AbortSignal) {
    shuttingDown.addEventListener('abort', () => this.streams.forEach((end) => end()));
  }

  pass(reply: FastifyReply, body: Readable): void {
    if (isEventStream(reply)) this.stream(reply, body);
    void reply.send(body);
  }

  private stream(reply: FastifyReply, body: Readable): void {
    const end = (): void => {
      body.unpipe(reply.raw);
      reply.raw.end();
    };
    this.streams.add(end);
    reply.raw.once('close', () => this.streams.delete(end));
    // Fastify sets the headers and then pipes, so from here on they can be sent before the first event.
    reply.raw.once('pipe', () => {
      reply.raw.flushHeaders();
      if (this.shuttingDown.aborted) setImmediate(end);
    });
  }
}

const isEventStream = (reply: FastifyReply): boolean =>
  String(reply.getHeader('content-type') ?? '').startsWith('text/event-stream');
