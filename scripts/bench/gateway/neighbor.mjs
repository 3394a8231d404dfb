import { once } from 'node:events';
import { createServer } from 'node:http';

/** A service beside the one that is measured: it answers at once, refuses connections, or takes requests and stays mute. */
export class Neighbor {
  #server;
  #port = 0;
  #mute = false;

  static async start() {
    const neighbor = new Neighbor();
    await neighbor.become('alive');
    return neighbor;
  }

  get url() {
    return `http://127.0.0.1:${this.#port}`;
  }

  async become(state) {
    this.#mute = state === 'hangs';
    if (state === 'refuses') await this.stop();
    else if (!this.#server?.listening) await this.#listen();
  }

  async stop() {
    if (!this.#server?.listening) return;
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  async #listen() {
    const answer = (_request, response) => {
      if (!this.#mute) response.setHeader('content-type', 'application/json').end('{"items":[],"next":null}');
    };
    this.#server = createServer(answer).listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = this.#server.address().port;
  }
}
