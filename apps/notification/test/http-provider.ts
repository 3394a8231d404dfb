import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Accepted, Mood } from './provider-mood.js';

/** A provider that is reached over HTTP: delivers each key once, and answers as the test wants. */
export class HttpProvider {
  mood: Mood = 'accept';
  /** What was delivered: a repeated key is answered, but not delivered again. */
  readonly delivered: Accepted[] = [];
  /** Requests of any outcome. */
  asked = 0;

  private constructor(
    private readonly server: Server,
    private readonly keyOf: (request: IncomingMessage) => string,
  ) {}

  static async start(
    keyHeader: 'idempotency-key' | 'webhook-id' = 'idempotency-key',
    answerBody = '{"code":"API_200"}',
  ): Promise<HttpProvider> {
    const server = createServer();
    const provider = new HttpProvider(server, ({ headers }) => String(headers[keyHeader]));
    server.on('request', (request, response) => void provider.answer(request, response, answerBody));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/send?site=sugang`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.asked += 1;
    if (this.mood === 'hang') return;
    const key = this.keyOf(request);
    const known = this.delivered.some((each) => each.key === key);
    if (this.mood === 'accept' && !known) {
      this.delivered.push({ key, text: Buffer.concat(chunks).toString(), headers: request.headers });
    }
    const status = { accept: 200, refuse: 422, fail: 503, 'ask to wait': 429 }[this.mood];
    response.writeHead(status, this.mood === 'ask to wait' ? { 'retry-after': '7' } : {}).end(body);
  }
}
