import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log/log.js';
import { guardedServer } from '../http/guarded-server.js';
import type { CoreSettings } from '../settings/core-settings.js';

const OFFSET = 10_000;
const MAX_PORT = 65_535;

export interface ManagementPages {
  ready(): Promise<{ ready: boolean; report: unknown }>;
  metrics(): Promise<{ type: string; text: string }>;
}

/** The port for operators: `SUGANG_MANAGEMENT_PORT`, or `PORT` plus 10000 (minus 10000 where that is no port). */
export function managementPortOf({ SUGANG_MANAGEMENT_PORT }: Partial<CoreSettings>, port: number): number {
  if (SUGANG_MANAGEMENT_PORT !== undefined) return SUGANG_MANAGEMENT_PORT;
  if (port === 0) return 0;
  return port + OFFSET <= MAX_PORT ? port + OFFSET : port - OFFSET;
}

/** Serves `/metrics` and the health endpoints to operators, apart from the public port and its limits. */
export class ManagementServer {
  private readonly server: Server;

  constructor(
    private readonly pages: ManagementPages,
    private readonly log: Log,
    { SUGANG_WRITE_TIMEOUT_MS: writeTimeoutMs }: Pick<CoreSettings, 'SUGANG_WRITE_TIMEOUT_MS'>,
  ) {
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      this.answer(request, response).catch((error: unknown) => {
        this.log.error('a management request failed', { error });
        if (response.headersSent) response.destroy();
        else send(response, 500, 'text/plain', '');
      });
    };
    this.server = guardedServer(handle, { writeTimeoutMs }, () => undefined);
  }

  async listen(port: number, host: string): Promise<number> {
    await once(this.server.listen(port, host), 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer({ method = '', url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = method === 'GET' || method === 'HEAD';
    switch (read ? url.replace(/\?.*/s, '') : '') {
      case '/health/live':
      case '/health/startup':
        return send(response, 200, JSON_TYPE, JSON.stringify({ status: 'ok' }));
      case '/health/ready': {
        const { ready, report } = await this.pages.ready();
        return send(response, ready ? 200 : 503, JSON_TYPE, JSON.stringify(report));
      }
      case '/metrics': {
        const { type, text } = await this.pages.metrics();
        return send(response, 200, type, text);
      }
      default:
        return send(response, read ? 404 : 405, 'text/plain', '');
    }
  }
}

const JSON_TYPE = 'application/json; charset=utf-8';

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response
    .writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      ...(status === 405 && { allow: 'GET, HEAD' }),
    })
    .end(body);
}
