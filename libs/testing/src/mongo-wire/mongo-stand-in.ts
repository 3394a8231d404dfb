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
  /** Closes the connection instead: before the command is applied, or after it, so that its outcome is unknown. */
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

  /** Listens again on the same port, with the same documents. */
  async start(): Promise<void> {
    const server = createServer((socket) => this.accept(socket));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Closes every connection immediately, like a killed server. */
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

  /** Whether a majority of the simulated replica set is up to acknowledge writes; true by default. */
  hasMajority(there: boolean): void {
    this.commands.withoutMajority = !there;
  }

  countOf(command: string): number {
    return this.counts.get(command) ?? 0;
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket.setNoDelay());
    // A closing driver resets its connections; that is not a server error.
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
