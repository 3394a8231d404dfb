import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Doc } from './documents.js';
import { Commands } from './commands.js';
import { readRequest, type Request, wholeMessages, writeReply } from './wire-message.js';
import { errorReply, CommandError } from './command-error.js';

export interface FailPoint {
  commands: string[];
  times: number;
  code?: number;
  labels?: string[];
  /** … or breaks the connection: before the command is done, or after it, so that the outcome stays unknown. */
  breaks?: 'before' | 'after';
}

/** A standalone MongoDB server in memory for the real driver; supports only the commands that the project uses. */
export class MongoStandIn {
  private readonly commands = new Commands();
  private readonly sockets = new Set<Socket>();
  private readonly counts = new Map<string, number>();
  private failPoint?: FailPoint;
  private server?: Server;
  private port = 0;
  private serial = 0;

  static async start(): Promise<MongoStandIn> {
    const standIn = new MongoStandIn();
    await standIn.start();
    return standIn;
  }

  urlOf(database: string): string {
    return `mongodb://127.0.0.1:${this.port}/${database}`;
  }

  /** Listens again on the port that it had; the documents are still there. */
  async start(): Promise<void> {
    const server = createServer((socket) => this.accept(socket));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Drops every connection at once, as a killed server does. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    this.commands.cursors.closeAll();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  fail(failPoint: FailPoint): void {
    this.failPoint = { ...failPoint };
  }

  /** Whether a majority of the replica set, of which it plays the primary, is there to have what it writes (it is). */
  hasMajority(there: boolean): void {
    this.commands.withoutMajority = !there;
  }

  countOf(command: string): number {
    return this.counts.get(command) ?? 0;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket.setNoDelay());
    // A driver that goes away resets its connections; that is no fault of the server's.
    socket.on('error', () => socket.destroy()).on('close', () => this.sockets.delete(socket));
    const take = wholeMessages((message) => {
      const request = readRequest(message);
      if (request) this.answer(socket, request);
      else socket.destroy();
    });
    socket.on('data', take);
  }

  private answer(socket: Socket, request: Request): void {
    const [command = ''] = Object.keys(request.body);
    this.counts.set(command, this.countOf(command) + 1);
    const failing = this.failingNow(command);
    if (failing?.breaks === 'before') {
      socket.destroy();
      return;
    }
    const answer = this.run(command, request.body, failing);
    if (failing?.breaks === 'after') socket.destroy();
    else if (request.answerWanted && !socket.destroyed) socket.write(writeReply(request, ++this.serial, answer));
  }

  private failingNow(command: string): FailPoint | undefined {
    const { failPoint } = this;
    if (!failPoint || failPoint.times <= 0 || !failPoint.commands.includes(command)) return undefined;
    failPoint.times -= 1;
    return failPoint;
  }

  private run(command: string, body: Doc, failing: FailPoint | undefined): Doc {
    try {
      if (failing?.code !== undefined)
        throw new CommandError(failing.code, 'Failing command via failpoint', { errorLabels: failing.labels });
      return { ...this.commands.run(command, body), ok: 1 };
    } catch (error) {
      return errorReply(error);
    }
  }
}
