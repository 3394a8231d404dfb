import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload, RpcException } from '@nestjs/microservices';
import { AsyncLocalStorage } from 'node:async_hooks';
import { firstValueFrom, timeout, TimeoutError } from 'rxjs';
import { eventually } from '#testing';
import { InProcessRpcTransport } from './in-process-rpc-transport.js';

const QUEUE = 'sample.rpc';
const ambient = new AsyncLocalStorage<string>();

describe('RPC within one process', () => {
  const rpc = new InProcessRpcTransport();
  const client = rpc.client(QUEUE);
  let server: INestMicroservice;
  let finish: () => void = () => undefined;
  let started = 0;
  const finished: string[] = [];

  @Controller()
  class Calculator {
    @MessagePattern('add')
    add(@Payload() { a, b }: { a: number; b: number }): { sum: number; at: Date; nothing: undefined } {
      return { sum: a + b, at: new Date(0), nothing: undefined };
    }

    @MessagePattern('reject')
    reject(): never {
      throw new RpcException('not a request');
    }

    @MessagePattern('break')
    break(): never {
      throw new Error('a secret of the server');
    }

    @MessagePattern('unserializable')
    unserializable(): unknown {
      return { big: 1n };
    }

    @MessagePattern('slow')
    async slow(): Promise<string> {
      started += 1;
      await new Promise<void>((resolve) => (finish = resolve));
      finished.push('slow');
      return 'late';
    }

    @MessagePattern('context')
    context(): string {
      return ambient.getStore() ?? 'none';
    }
  }

  @Module({ controllers: [Calculator] })
  class CalculatorModule {}

  const opened = (at: InProcessRpcTransport) =>
    NestFactory.createMicroservice(CalculatorModule, { strategy: at.server(QUEUE), logger: false });

  beforeAll(async () => {
    server = await opened(rpc);
    await server.listen();
  });
  afterAll(() => server.close());

  const ask = <T>(pattern: string, data: unknown = {}, ms = 2000): Promise<T> =>
    firstValueFrom(client.send<T>(pattern, data).pipe(timeout(ms)));

  it('copies requests and replies through JSON', async () => {
    expect(await ask('add', { a: 1, b: 2 })).toEqual({ sum: 3, at: '1970-01-01T00:00:00.000Z' });
    expect(await Promise.all([1, 2, 3].map((n) => ask<{ sum: number }>('add', { a: n, b: n })))).toMatchObject([
      { sum: 2 },
      { sum: 4 },
      { sum: 6 },
    ]);
  });

  it('does not share an object between client and server', async () => {
    const asked = { a: 1, b: 1, toJSON: () => ({ a: 40, b: 2 }) };
    expect(await ask('add', asked)).toMatchObject({ sum: 42 });
  });

  it('sends the caller the message of a rejection, and no detail of an internal error', async () => {
    await expect(ask('reject')).rejects.toMatchObject({ message: 'not a request' });
    await expect(ask('break')).rejects.toMatchObject({ message: 'Internal server error' });
    await expect(ask('unserializable')).rejects.toMatch(/not serializable/);
  });

  it('fails at once without a server or a handler', async () => {
    await expect(ask('no-such-pattern')).rejects.toMatch(/no handler for the pattern no-such-pattern/);
    await expect(firstValueFrom(rpc.client('nowhere').send('add', {}))).rejects.toThrow('no server listens on nowhere');
  });

  it('ignores a reply that arrives after the caller has timed out', async () => {
    await expect(ask('slow', {}, 20)).rejects.toThrow(TimeoutError);
    finish();
    await eventually(() => expect(finished).toEqual(['slow']));
    expect(await ask('add', { a: 1, b: 1 })).toMatchObject({ sum: 2 });
  });

  it('does not run the handler in the transaction or trace of the caller', async () => {
    expect(await ambient.run('a transaction', () => ask('context'))).toBe('none');
  });

  it('replies to the requests in progress before it closes, and accepts no more', async () => {
    const other = new InProcessRpcTransport();
    const closing = await opened(other);
    await closing.listen();
    const before = started;
    const answer = firstValueFrom(other.client(QUEUE).send<string>('slow', {}));
    await eventually(() => expect(started).toBe(before + 1));
    let closed = false;
    const close = closing.close().then(() => (closed = true));
    await expect(firstValueFrom(other.client(QUEUE).send('add', {}))).rejects.toThrow('no server listens');
    expect(closed).toBe(false);
    finish();
    expect(await answer).toBe('late');
    await close;
  });

  it('rejects events, which are published through the outbox', async () => {
    await expect(firstValueFrom(client.emit('registration.confirmed', {}))).rejects.toThrow('outbox');
  });
});
