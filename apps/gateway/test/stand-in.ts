import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A service as the gateway sees it: an address that answers as the test says, and remembers what it was asked. */
export class StandIn {
  readonly asked: IncomingMessage[] = [];
  readonly sockets = new Set<Socket>();
  connections = 0;
  /** What it says of itself at `/health/ready`; such questions are not among `asked`. */
  ready: boolean | 'silent' = true;
  probed = 0;
  answer: RequestListener = (request, response) => {
    void bodyOf(request).then((body) =>
      json(response, 200, { method: request.method, url: request.url, headers: request.headers, body }),
    );
  };
  private server: Server;
  private port = 0;

  private constructor() {
    this.server = this.newServer();
  }

  static async start(): Promise<StandIn> {
    const standIn = new StandIn();
    await standIn.listen();
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Gone at once, its connections with it. */
  async die(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  /** Back at the same address. */
  async comeBack(): Promise<void> {
    this.server = this.newServer();
    await this.listen();
  }

  private newServer(): Server {
    const server = createServer((request, response) => {
      if (request.url === '/health/ready') return this.sayReady(response);
      this.asked.push(request);
      response.setHeader('x-stand-in', 'true');
      this.answer(request, response);
    });
    server.on('connection', (socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    return server;
  }

  private sayReady(response: ServerResponse): void {
    this.probed += 1;
    if (this.ready !== 'silent') json(response, this.ready ? 200 : 503, {});
  }

  private async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }
}

export function json(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
