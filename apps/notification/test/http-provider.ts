import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Accepted, ProviderBehavior } from './provider-behavior.js';

/** A stand-in for a provider that is reached over HTTP and deduplicates by key. */
export class HttpProvider {
  behavior: ProviderBehavior = 'accept';
  /** What was delivered: a repeated key is accepted, but not delivered again. */
  readonly delivered: Accepted[] = [];
  /** Number of requests, whatever their outcome. */
  requests = 0;

  private constructor(
    private readonly server: Server,
    private readonly keyOf: (request: IncomingMessage) => string,
  ) {}

  static async start(
    keyHeader: 'idempotency-key' | 'webhook-id' = 'idempotency-key',
    responseBody = '{"code":"API_200"}',
  ): Promise<HttpProvider> {
    const server = createServer();
    const provider = new HttpProvider(server, ({ headers }) => String(headers[keyHeader]));
    server.on('request', (request, response) => void provider.respond(request, response, responseBody));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/send?site=sugang`;
  }

  /** Ends the requests that it has not answered. */
  hangUp(): void {
    this.server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise((closed) => this.server.close(closed));
  }

  private async respond(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.requests += 1;
    if (this.behavior === 'hang') return;
    const key = this.keyOf(request);
    const isDuplicate = this.delivered.some((each) => each.key === key);
    if (this.behavior === 'accept' && !isDuplicate) {
      this.delivered.push({ key, text: Buffer.concat(chunks).toString(), headers: request.headers });
    }
    const status = { accept: 200, reject: 422, fail: 503, 'request a pause': 429 }[this.behavior];
    response.writeHead(status, this.behavior === 'request a pause' ? { 'retry-after': '7' } : {}).end(body);
  }
}
