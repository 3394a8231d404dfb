import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that a test can cut: connections end at once, and new ones are refused until it is mended. */
export class BrokenLine {
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(address: string): Promise<BrokenLine> {
    const target = new URL(address);
    const server = createServer((near) => line.join(near, connect(Number(target.port), target.hostname)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = new URL(address);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const line = new BrokenLine(server, url.toString());
    return line;
  }

  cut(): void {
    this.isCut = true;
    this.sockets.forEach((socket) => socket.destroy());
  }

  mend(): void {
    this.isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((closed) => this.server.close(closed));
  }

  private join(...[near, far]: [Socket, Socket]): void {
    const ends = [near, far];
    for (const end of ends) {
      this.sockets.add(end);
      end
        .on('error', () => undefined)
        .on('close', () => {
          this.sockets.delete(end);
          ends.forEach((each) => each.destroy());
        });
    }
    if (this.isCut) return ends.forEach((end) => end.destroy());
    near.pipe(far).pipe(near);
  }
}
