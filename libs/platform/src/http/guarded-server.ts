import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Metrics } from '../metrics/metrics.js';
import { refuseConnection } from './client-errors.js';
import { networkOf } from './client-network.js';

/** Timeouts for slow and idle clients of every HTTP server, in milliseconds. */
const serverLimits = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  // Node's own response has no body; see `rejectMissingHost`.
  requireHostHeader: false,
} as const satisfies ServerOptions;

/** Connections that the system completes while the process is busy: those of an opening minute must not time out. */
export const LISTEN_BACKLOG = 4_096;

/** Requests of one connection that may wait for their turn; browsers and proxies send one at a time. */
const MAX_PIPELINED = 32;
const CHECKS_PER_TIMEOUT = 4;

export interface ConnectionLimits {
  /** Milliseconds after which a connection whose client accepts no more data is closed. */
  writeTimeoutMs: number;
  /** Connections from one address (for IPv6: one /64). Absent behind proxies, which share one address. */
  perAddress?: number;
}

export type OnClosed = (reason: 'stalled' | 'pipelined' | 'too_many') => void;

export const countClosed =
  (metrics: () => Metrics): OnClosed =>
  (reason) =>
    metrics()
      .counter(
        'sugang_connections_closed_total',
        'Connections closed by the server: client reads nothing, pipelines or connects too much',
        ['reason'],
      )
      .inc({ reason });

/** An HTTP server that bounds the memory that one client can occupy: it serves the requests of a connection one by one, and closes connections that do not read. */
export function guardedServer(
  handle: RequestListener,
  { writeTimeoutMs, perAddress }: ConnectionLimits,
  closed: OnClosed,
): Server {
  const server = createServer(
    serverLimits,
    oneByOne(handle, () => closed('pipelined')),
  );
  if (perAddress !== undefined) limitPerAddress(server, perAddress, () => closed('too_many'));
  closeStalled(server, writeTimeoutMs, () => closed('stalled'));
  return server;
}

function oneByOne(handle: RequestListener, closed: () => void): RequestListener {
  const waiting = new WeakMap<Socket, (() => void)[]>();
  const start = (request: IncomingMessage, response: ServerResponse, queue: (() => void)[]): void => {
    response.once('close', () => {
      const next = request.socket.destroyed ? undefined : queue.shift();
      if (next) next();
      else waiting.delete(request.socket);
    });
    void handle(request, response);
  };
  return (request, response) => {
    const { socket } = request;
    if (socket.destroyed) return;
    const queue = waiting.get(socket);
    if (!queue) {
      const first: (() => void)[] = [];
      waiting.set(socket, first);
      return start(request, response, first);
    }
    if (queue.length < MAX_PIPELINED) return void queue.push(() => start(request, response, queue));
    closed();
    socket.destroy();
  };
}

function limitPerAddress(server: Server, max: number, closed: () => void): void {
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = networkOf(socket.remoteAddress ?? '');
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    socket.once('close', () => {
      const left = counts.get(address)! - 1;
      if (left > 0) counts.set(address, left);
      else counts.delete(address);
    });
    if (count <= max) return;
    closed();
    refuseConnection(socket);
  });
}

function closeStalled(server: Server, timeoutMs: number, closed: () => void): void {
  const sockets = new Map<Socket, { accepted: number; since: number }>();
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, { accepted: 0, since: 0 });
    socket.once('close', () => sockets.delete(socket));
  });
  const check = (): void => {
    const now = performance.now();
    for (const [socket, last] of sockets) {
      const accepted = acceptedBytesOf(socket);
      if (socket.writableLength === 0 || accepted !== last.accepted) Object.assign(last, { accepted, since: now });
      else if (now - last.since >= timeoutMs) {
        closed();
        socket.destroy();
      }
    }
  };
  const timer = setInterval(check, timeoutMs / CHECKS_PER_TIMEOUT).unref();
  server.once('close', () => clearInterval(timer));
}

/** Node has no public count of what the operating system accepted; its own timeout uses the same fields, but restarts with every write. */
function acceptedBytesOf(socket: Socket): number {
  const { _bytesDispatched: sent, _handle: handle } = socket as unknown as SocketInternals;
  return sent - (handle?.writeQueueSize ?? 0);
}

interface SocketInternals {
  _bytesDispatched: number;
  _handle: { writeQueueSize: number } | null;
}
