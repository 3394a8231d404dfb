import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get } from '@nestjs/common';
import { afterEach, expect, it } from '@jest/globals';
import { Public, Shutdown, shutdownPhases } from '#platform';
import { eventually, tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const STUDENTS = 40;
const dir = tempDir('shutdown');
let notes: NotesService;
afterEach(() => notes.close());

let answers: (() => void)[];

/** Responds when the test calls `answers`. */
@Controller('slow')
class SlowController {
  @Get() @Public() async slow(): Promise<object> {
    await new Promise<void>((answer) => answers.push(answer));
    return { read: true };
  }
}

/** A service with pending requests of many students, and a part in every phase that records when it was drained. */
async function busyNotes(env: Record<string, string> = {}) {
  answers = [];
  const { keys } = await TestIdentity.create();
  notes = await startNotes(dir, { keys }, env, [SlowController]);
  const port = await notes.listen(0, '127.0.0.1');
  const order: string[] = [];
  const shutdown = notes.app.get(Shutdown);
  for (const phase of shutdownPhases) shutdown.add(phase, { drain: async () => void order.push(phase) });
  const asked = Array.from({ length: STUDENTS }, () => fetch(`http://127.0.0.1:${port}/slow`));
  await eventually(() => expect(answers).toHaveLength(STUDENTS));
  return { order, asked };
}

it('a service under load stops consuming, answers all requests, and closes its dependencies in order', async () => {
  const { order, asked } = await busyNotes();
  const closing = notes.close();
  await eventually(() => expect(order).toEqual(['consume']));
  answers.slice(1).forEach((answer) => answer());
  await Promise.all(asked.slice(1));
  expect(order).toEqual(['consume']);
  answers[0]!();
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 200));
  await closing;
  expect(order).toEqual(['consume', 'work', 'relay', 'broker', 'store']);
});

it('a service with hanging requests shuts down within its time budget and closes its stores', async () => {
  const { order, asked } = await busyNotes({ SUGANG_SHUTDOWN_MS: '1000' });
  const outcomes = Promise.allSettled(asked);
  const began = performance.now();
  await notes.close();
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(order).toEqual([...shutdownPhases]);
  expect((await outcomes).filter(({ status }) => status === 'fulfilled')).toEqual([]);
});

it('a service with a larger time budget waits for pending requests', async () => {
  const { order, asked } = await busyNotes({ SUGANG_SHUTDOWN_MS: '60000' });
  const closing = notes.close();
  await eventually(() => expect(order).toEqual(['consume']));
  await new Promise((wake) => setTimeout(wake, 1_500));
  expect(order).toEqual(['consume']);
  answers.forEach((answer) => answer());
  await Promise.all([...asked, closing]);
});

it('a service does not wait for a request whose client had disconnected before the request reached it', async () => {
  const { keys } = await TestIdentity.create();
  notes = await startNotes(dir, { keys }, { SUGANG_SHUTDOWN_MS: '60000' }, [SlowController]);
  answers = [];
  let handled = 0;
  const edge = createServer((request, response) => {
    client.abort();
    response.once('close', () => {
      notes.handle(request, response);
      handled += 1;
    });
  }).listen(0, '127.0.0.1');
  await once(edge, 'listening');
  const client = new AbortController();
  const url = `http://127.0.0.1:${(edge.address() as AddressInfo).port}/slow`;
  await expect(fetch(url, { signal: client.signal })).rejects.toThrow('aborted');
  await eventually(() => expect(handled).toBe(1));
  const began = performance.now();
  await notes.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  edge.close();
});
