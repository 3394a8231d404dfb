import { Agent, request } from 'node:http';
import type { HostileRequest } from './hostile-requests.js';

export interface RawAnswer {
  /** 0 if the connection closed without a response. */
  status: number;
  type: string;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 30 });

/** Sends a request as it is; of an event stream only the headers are read. */
export const sendRaw = (url: string, { method, path, headers, body }: HostileRequest): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    // Node sets the framing headers of a POST body itself, but none for a GET body.
    const framed = { ...headers, ...(body && { 'Content-Length': body.length }) };
    const sent = request({ hostname, port, agent, method, path, headers: framed, timeout: 60_000 }, (answer) => {
      const type = answer.headers['content-type'] ?? '';
      const resolved = (text: string) => resolve({ status: answer.statusCode!, type, text });
      if (type.startsWith('text/event-stream')) return void (resolved(''), answer.destroy());
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolved(Buffer.concat(chunks).toString('utf8'))).on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within 60 s: ${method} ${path}`)));
    sent.on('error', (error: NodeJS.ErrnoException) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? resolve({ status: 0, type: '', text: '' }) : reject(error),
    );
    sent.end(body);
  });

/** Closes the idle connections. */
export const hangUp = (): void => agent.destroy();
