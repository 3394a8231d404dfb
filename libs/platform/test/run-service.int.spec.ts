import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get, Module, type DynamicModule } from '@nestjs/common';
import {
  anyAddress,
  coreSettings,
  databaseSettings,
  PlatformModule,
  Public,
  runService,
  type CoreSettings,
  type SigningKeys,
} from '#platform';
import { eventually, freePort, tempDir, TestIdentity } from '#testing';
import { z } from 'zod';

const dir = tempDir('run');
const schema = z.object({ ...coreSettings, ...databaseSettings });
const given = process.env;

let exits: unknown[];
let output: string;
let closed: number;
let port: number;
let keys: SigningKeys;

beforeEach(async () => {
  [exits, output, closed, port] = [[], '', 0, await freePort()];
  keys = (await TestIdentity.create()).keys;
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(code);
    return undefined as never;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  process.env = { PORT: String(port), LOG_LEVEL: 'silent', SUGANG_DATA_DIR: dir };
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const event of ['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'])
    process.removeAllListeners(event);
  process.env = given;
});

@Controller('hello')
class Hello {
  @Get() @Public() hello(): object {
    return { hello: 'Mina' };
  }
}

@Module({})
class HelloModule {
  static with(settings: CoreSettings): DynamicModule {
    return {
      module: HelloModule,
      imports: [PlatformModule.with({ service: 'hello', settings, keys })],
      controllers: [Hello],
    };
  }
}

const wiring = async () => ({ close: async () => void (closed += 1) });
const run = () => runService({ name: 'hello', settings: schema, wiring, module: HelloModule.with });
const running = () => expect(fetch(`http://127.0.0.1:${port}/hello`)).resolves.toMatchObject({ status: 200 });

const listening = (at: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer().listen(at, '0.0.0.0', () => resolve(server));
  });

describe('a service process', () => {
  it('with an invalid configuration exits with 78 and names every fault', async () => {
    process.env = { PORT: 'eighty', LOG_LEVEL: 'loud' };
    await run();
    expect(exits).toEqual([78]);
    expect(output).toContain('hello cannot start: invalid settings\n  PORT: must be');
    expect(output).toContain('\n  LOG_LEVEL: must be one of');
    expect(output).not.toMatch(/eighty|loud/);
  });

  it('accepts IPv4 and IPv6 connections on both of its ports', async () => {
    process.env['SUGANG_MANAGEMENT_PORT'] = String(await freePort());
    await run();
    for (const host of ['127.0.0.1', '[::1]']) {
      expect((await fetch(`http://${host}:${port}/hello`)).status).toBe(200);
      expect((await fetch(`http://${host}:${process.env['SUGANG_MANAGEMENT_PORT']}/health/live`)).status).toBe(200);
    }
    process.emit('SIGTERM', 'SIGTERM');
    await eventually(() => expect(exits[0]).toBe(0));
  });

  it('listens on IPv4 alone where the kernel has no IPv6', () => {
    expect(anyAddress('linux', '/proc/net/absent')).toBe('0.0.0.0');
    expect([anyAddress('linux', '/proc/net/tcp'), anyAddress('darwin', '/proc/net/absent')]).toEqual(['::', '::']);
  });

  it('whose port is in use exits with 1 and one line', async () => {
    const other = await listening(port);
    await run();
    expect(exits).toEqual([1]);
    expect(output).toBe(`hello cannot start: port ${port} is in use; set PORT to another one\n`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('detects a port in use before it opens anything', async () => {
    const other = await listening(port);
    const wiringOpened = jest.fn(wiring);
    await runService({ name: 'hello', settings: schema, wiring: wiringOpened, module: HelloModule.with });
    expect([exits, wiringOpened.mock.calls]).toEqual([[1], []]);
    await new Promise((resolve) => other.close(resolve));
  });

  it('whose data directory cannot be created exits with 78 and names the setting', async () => {
    process.env['SUGANG_DATA_DIR'] = '/proc/x';
    await run();
    expect([exits, output]).toEqual([[78], expect.stringContaining('SUGANG_DATA_DIR: must be a directory')]);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('drains and exits with 0 on %s', async (signal) => {
    await run();
    await running();
    expect(closed).toBe(0);
    process.emit(signal, signal);
    await eventually(() => expect(exits[0]).toBe(0));
    expect(closed).toBe(1);
    await expect(running()).rejects.toThrow();
  });

  // Without a handler the first process of a container ignores these signals.
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('exits immediately on %s while it starts, and drains once it has started', async (signal, code) => {
    const signaledWiring = async () => {
      process.emit(signal, signal);
      return wiring();
    };
    await runService({ name: 'hello', settings: schema, wiring: signaledWiring, module: HelloModule.with });
    expect(exits).toEqual([code]);
    process.emit(signal, signal);
    await eventually(() => expect(exits).toEqual([code, 0]));
  });

  it('waits SUGANG_DRAIN_WAIT_MS before it shuts down, and exits immediately on the second signal', async () => {
    process.env['SUGANG_DRAIN_WAIT_MS'] = '300';
    await run();
    process.emit('SIGTERM', 'SIGTERM');
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect([ready.status, ready.headers.get('connection'), exits]).toEqual([503, 'close', []]);
    await running();
    process.emit('SIGTERM', 'SIGTERM');
    expect(exits).toEqual([1]);
    await eventually(() => expect(exits).toEqual([1, 0]));
  });
});
