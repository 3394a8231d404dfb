import { Line } from '#testing';
import type { ServiceName } from '../../support/distributed-system.js';

/** Client and server of a connection; the gateway has lines to the services, `mypage-mongodb` needs `views: 'mongodb'`. */
export type LineName = `${ServiceName}-${'mariadb' | 'rabbitmq' | 'mongodb'}` | `gateway-${ServiceName}`;

/** The network connections of a lab; those named in its options go through a proxy. */
export class Lines {
  private readonly open = new Map<string, Line>();

  constructor(private readonly names: readonly LineName[]) {}

  get(name: LineName): Line {
    const line = this.open.get(name);
    if (!line) throw new Error(`the lab has no line ${name}: name it in the row's lab options`);
    return line;
  }

  /** Address of the proxy, or of the target itself where the line has no proxy. */
  async through(name: string, url: string): Promise<string> {
    if (!(this.names as readonly string[]).includes(name)) return url;
    const line = await Line.to(url);
    this.open.set(name, line);
    return line.url;
  }

  /** Lets all traffic pass. */
  pass(): void {
    for (const line of this.open.values()) line.pass();
  }

  async close(): Promise<void> {
    await Promise.all([...this.open.values()].map((line) => line.close()));
  }
}
