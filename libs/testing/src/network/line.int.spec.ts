import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../eventually.js';
import { Line } from './line.js';

describe('a line to a server', () => {
  let server: Server;
  let received: string;
  let ends: string[];
  let line: Line;
  let clients: Client[];

  /** Records what it receives and echoes it in capitals. */
  const answer = (socket: Socket) => {
    socket.on('data', (bytes) => {
      received += bytes.toString();
      socket.write(bytes.toString().toUpperCase());
    });
    socket.on('end', () => ends.push('end')).on('error', () => ends.push('error'));
  };

  class Client {
    read = '';
    over: 'end' | 'error' | undefined;
    private readonly socket: Socket;

    constructor() {
      const { hostname, port } = new URL(line.url);
      this.socket = connect(Number(port), hostname);
      this.socket.on('data', (bytes) => (this.read += bytes.toString()));
      this.socket.on('error', () => (this.over = 'error')).on('close', () => (this.over ??= 'end'));
      clients.push(this);
    }

    say(words: string): this {
      this.socket.write(words);
      return this;
    }

    end(): void {
      this.socket.end();
    }

    leave(): void {
      this.socket.destroy();
    }
  }

  const reads = (client: Client, words: string) => eventually(() => expect(client.read).toBe(words));
  const isOver = (client: Client, how: 'end' | 'error') => eventually(() => expect(client.over).toBe(how));
  /** Other messages have made a round trip meanwhile, so what has not arrived by now will not arrive. */
  const others = async () => {
    const other = await Line.to(address());
    const { hostname, port } = new URL(other.url);
    const socket = connect(Number(port), hostname);
    socket.write('others');
    await once(socket, 'data');
    socket.destroy();
    await other.close();
  };
  const address = () => `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;

  beforeEach(async () => {
    received = '';
    ends = [];
    clients = [];
    server = createServer(answer);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    line = await Line.to(address());
  });
  afterEach(async () => {
    clients.forEach((each) => each.leave());
    await line.close();
    await new Promise((closed) => server.close(closed));
  });

  it('forwards large payloads of concurrent connections in both directions', async () => {
    const much = 'abcdefgh'.repeat(1 << 18);
    const [first, second] = [new Client().say('first'), new Client().say(much)];
    await reads(first, 'FIRST');
    await eventually(() => expect(second.read).toBe(much.toUpperCase()));
  });

  it('retains user, path and query of an address', async () => {
    const other = await Line.to('amqp://guest:secret@localhost:5679/vhost?namespace=t1');
    expect(other.url).toMatch(/^amqp:\/\/guest:secret@127\.0\.0\.1:\d+\/vhost\?namespace=t1$/);
    await other.close();
  });

  it('forwards a close and a reset of either end', async () => {
    const client = new Client().say('hello');
    await reads(client, 'HELLO');
    client.end();
    await eventually(() => expect(ends).toEqual(['end']));
    await isOver(client, 'end');
  });

  it('resets clients that connect while the server is down', async () => {
    const noServer = await Line.to('tcp://127.0.0.1:1');
    const { hostname, port } = new URL(noServer.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'error');
    await noServer.close();
  });

  it('delays each direction and preserves the order', async () => {
    line.latency(60);
    const began = performance.now();
    const client = new Client().say('one');
    await eventually(() => expect(received).toBe('one'));
    client.say(' two');
    await reads(client, 'ONE TWO');
    expect(performance.now() - began).toBeGreaterThanOrEqual(119);
    line.pass();
    client.say('!');
    await reads(client, 'ONE TWO!');
  });

  it('delivers nothing while it is a black hole, and everything afterwards', async () => {
    const client = new Client().say('one ');
    await reads(client, 'ONE ');
    line.blackhole();
    client.say('two');
    await others();
    expect([received, client.read, client.over]).toEqual(['one others', 'ONE ', undefined]);
    line.pass();
    await reads(client, 'ONE TWO');
  });

  it('does not report the end of a connection while it is a black hole', async () => {
    const client = new Client().say('one');
    await reads(client, 'ONE');
    line.blackhole('up');
    client.leave();
    await others();
    expect(ends.length).toBeLessThanOrEqual(1); // the other one's
    line.pass();
    await eventually(() => expect(ends).toHaveLength(2));
  });

  it('can be a black hole in one direction: the server responds and the client receives nothing', async () => {
    const client = new Client().say('one ');
    await reads(client, 'ONE ');
    line.blackhole('down');
    client.say('two');
    await eventually(() => expect(received).toBe('one two'));
    await others();
    expect(client.read).toBe('ONE ');
    line.pass();
    await reads(client, 'ONE TWO');
  });

  it('resets every connection once and forwards new ones', async () => {
    const client = new Client().say('one');
    await reads(client, 'ONE');
    line.reset();
    await isOver(client, 'error');
    await reads(new Client().say('two'), 'TWO');
  });

  it('refuses all connections until it forwards again', async () => {
    const client = new Client().say('one');
    await reads(client, 'ONE');
    line.refuse();
    await isOver(client, 'error');
    await isOver(new Client().say('two'), 'error');
    expect(received).toBe('one');
    line.pass();
    await reads(new Client().say('three'), 'THREE');
  });

  it('ends a connection after a number of bytes, all of which arrive', async () => {
    const client = new Client().say('one');
    await reads(client, 'ONE');
    line.cutAfter(4);
    client.say('12').say('345');
    await eventually(() => expect(received).toBe('one1234'));
    await eventually(() => expect(client.over).toBeDefined());
    line.pass();
    await reads(new Client().say('more than four'), 'MORE THAN FOUR');
  });

  it('ends a connection in the middle of a response', async () => {
    line.cutAfter(2, 'down');
    const client = new Client().say('four');
    await isOver(client, 'end');
    expect([received, client.read]).toEqual(['four', 'FO']);
  });

  it('drops responses only, and resets only the connections that lost one when it forwards again', async () => {
    const [quiet, client] = [new Client().say('quiet '), new Client()];
    await reads(quiet, 'QUIET ');
    line.dropAnswers();
    client.say('two');
    await eventually(() => expect(received).toBe('quiet two'));
    await others();
    expect([client.read, client.over]).toEqual(['', undefined]);
    line.pass();
    await isOver(client, 'error');
    quiet.say('again');
    await reads(quiet, 'QUIET AGAIN');
  });

  it.each([
    ['not-sent', '', 'over'],
    ['answer-lost', 'COMMIT', 'over'],
    ['unanswered', 'COMMIT', 'open'],
  ] as const)('loses one request (%s) and forwards all others', async (fate, arrived, then) => {
    line.lose('COMMIT', fate, 1);
    const [first, second, third] = [new Client().say('COMMIT'), new Client(), new Client()];
    await reads(first, 'COMMIT');
    received = '';
    second.say('COMMIT');
    await eventually(() => expect(line.lost).toBe(1));
    await reads(third.say('COMMIT'), 'COMMIT');
    await eventually(() => expect(received).toBe(`${arrived}COMMIT`));
    await eventually(() => expect(second.over === undefined ? 'open' : 'over').toBe(then));
    expect(second.read).toBe('');
  });
});
