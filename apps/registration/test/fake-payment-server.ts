import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CHARGE_TIMEOUT_HEADER, ChargeRequest } from '#contracts';
import type { ServiceClient } from '../src/payment/service-token.js';
import { FakePayment } from './fake-payment.js';

/** An HTTP server with payment's endpoint and identity's token endpoint. */
export class FakePaymentServer {
  readonly payment = new FakePayment();
  /** Issued tokens, in order. */
  readonly issued: string[] = [];
  /** Tokens that payment received, in order. */
  readonly received: (string | undefined)[] = [];
  /** Lifetime of a token in seconds. */
  tokenLifetime: number | string | undefined = 900;
  identityIsUp = true;
  private accepted = new Set<string>();
  private connections = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', () => (this.connections += 1));
  }

  static async open(): Promise<FakePaymentServer> {
    const server = createServer((request, response) => void fake.serve(request, response));
    const fake = new FakePaymentServer(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return fake;
  }

  get url(): string {
    return `${this.address}/internal/payments`;
  }

  get client(): ServiceClient {
    return { url: `${this.address}/oauth/token`, id: 'registration', secret: 'secret: of registration' };
  }

  get connectionCount(): number {
    return this.connections;
  }

  /** Rejects every token issued so far, as after a change of keys. */
  revoke(): void {
    this.accepted = new Set();
  }

  async close(): Promise<void> {
    await this.payment.stop();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const [status, answer] =
      request.url === '/oauth/token' ? this.issueToken(request, body) : await this.charge(request, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private issueToken({ headers }: IncomingMessage, body: string): [number, object] {
    const basic = Buffer.from(headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    const [id, secret] = basic.split(':').map(decodeURIComponent);
    const isKnown = id === this.client.id && secret === this.client.secret && body === 'grant_type=client_credentials';
    if (!isKnown || !this.identityIsUp) return [this.identityIsUp ? 401 : 503, { error: 'invalid_client' }];
    const token = `token-${this.issued.length + 1}`;
    this.issued.push(token);
    this.accepted.add(token);
    return [200, { access_token: token, token_type: 'Bearer', expires_in: this.tokenLifetime }];
  }

  private async charge({ headers }: IncomingMessage, body: string): Promise<[number, object]> {
    const token = headers.authorization?.slice('Bearer '.length);
    this.received.push(token);
    if (token === undefined || !this.accepted.has(token)) return [401, { code: 'UNAUTHENTICATED' }];
    const timeoutMs = Number(headers[CHARGE_TIMEOUT_HEADER] ?? NaN);
    const request = ChargeRequest.parse(JSON.parse(body));
    const answer = await this.payment.answer(request, timeoutMs).catch((error: Error) => error);
    return answer instanceof Error ? [500, { code: 'INTERNAL' }] : [200, answer];
  }
}
