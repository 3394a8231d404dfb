import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ChargeRequest } from '#contracts';
import type { ServiceClient } from '../src/payment/service-token.js';
import { PaymentStandIn } from './payment-stand-in.js';

/** Payment over HTTP and the identity that gives the tokens for it, both behind one address. */
export class PaymentOverHttp {
  readonly payment = new PaymentStandIn();
  /** The tokens that were given, in order. */
  readonly given: string[] = [];
  /** What payment was shown, in order. */
  readonly shown: (string | undefined)[] = [];
  /** Seconds that a token lives. */
  tokenLife: number | string | undefined = 900;
  /** Whether identity answers. */
  givesTokens = true;
  private accepted = new Set<string>();
  private connections = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', () => (this.connections += 1));
  }

  static async open(): Promise<PaymentOverHttp> {
    const server = createServer((request, response) => void there.serve(request, response));
    const there = new PaymentOverHttp(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return there;
  }

  get url(): string {
    return `${this.address}/internal/payments`;
  }

  get client(): ServiceClient {
    return { url: `${this.address}/oauth/token`, id: 'registration', secret: 'secret: of registration' };
  }

  /** How many connections were made. */
  get connected(): number {
    return this.connections;
  }

  /** Every token that was given holds no more, as after a change of keys. */
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
      request.url === '/oauth/token' ? this.giveToken(request, body) : await this.charge(request, body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private giveToken({ headers }: IncomingMessage, body: string): [number, object] {
    const basic = Buffer.from(headers.authorization?.slice('Basic '.length) ?? '', 'base64').toString();
    const [id, secret] = basic.split(':').map(decodeURIComponent);
    const isKnown = id === this.client.id && secret === this.client.secret && body === 'grant_type=client_credentials';
    if (!isKnown || !this.givesTokens) return [this.givesTokens ? 401 : 503, { error: 'invalid_client' }];
    const token = `token-${this.given.length + 1}`;
    this.given.push(token);
    this.accepted.add(token);
    return [200, { access_token: token, token_type: 'Bearer', expires_in: this.tokenLife }];
  }

  private async charge({ headers }: IncomingMessage, body: string): Promise<[number, object]> {
    const token = headers.authorization?.slice('Bearer '.length);
    this.shown.push(token);
    if (token === undefined || !this.accepted.has(token)) return [401, { code: 'UNAUTHENTICATED' }];
    const answer = await this.payment.answer(ChargeRequest.parse(JSON.parse(body))).catch((error: Error) => error);
    return answer instanceof Error ? [500, { code: 'INTERNAL' }] : [200, answer];
  }
}
