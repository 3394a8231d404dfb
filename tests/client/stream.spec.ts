import { describe, expect, it } from '@jest/globals';
import { FakeServer, problem, type Answer } from './fake-server.js';
import { followMyPage } from '#client';

const change = (n: number) => `event: registration\nid: ${n}\ndata: {"registrationId":"${n}"}\n\n`;
const stream = (text: string): Answer => ({ status: 200, type: 'text/event-stream', body: text });

describe('a stream of events', () => {
  it('continues on a new connection after the last event', async () => {
    const texts = [`retry: 1\nid: 0\n: begins\n\n`, `retry: 1\n\n${change(1)}${change(2)}`, change(3)];
    const server = new FakeServer((_, n) => (n === 2 ? { status: 503 } : stream(texts[n > 2 ? n - 2 : 0]!)));
    const ids: string[] = [];
    for await (const { event, data, id } of followMyPage(server.connect())) {
      ids.push(`${event} ${id} ${data.registrationId}`);
      if (ids.length === 3) break;
    }
    expect(ids).toEqual(['registration 1 1', 'registration 2 2', 'registration 3 3']);
    expect(server.headers('last-event-id')).toEqual([null, '0', '0', '2']);
  });

  it('continues after the event that the caller names', async () => {
    const server = new FakeServer(() => stream(change(8)));
    for await (const { id } of followMyPage(server.connect(), {}, { lastEventId: '7' })) {
      expect(id).toBe('8');
      break;
    }
    expect(server.headers('last-event-id')).toEqual(['7']);
  });

  it('fails when it is refused, and ends without an error when it is aborted', async () => {
    const refused = new FakeServer(() => problem(403, 'FORBIDDEN'));
    await expect(followMyPage(refused.connect()).next()).rejects.toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    const leaving = new AbortController();
    const server = new FakeServer(() => {
      leaving.abort();
      return stream('');
    });
    expect(await followMyPage(server.connect(), {}, { signal: leaving.signal }).next()).toEqual({
      done: true,
      value: undefined,
    });
  });

  it.each([1, 3, 1_000])('is read from pieces of %i bytes, with any line ends', async (size) => {
    const text = `: hello\r\nretry: 1\rid: 1\n\ndata: ["안녕",\r\ndata:2]\r\n\r\nevent: reset\nid\ndata: {}\n\nevent: lost\n\n`;
    const bytes = new TextEncoder().encode(text);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.slice(n * size, (n + 1) * size),
    );
    const server = new FakeServer(() => ({ ...stream(''), body: ReadableStream.from(pieces) }));
    const events = followMyPage(server.connect());
    expect([(await events.next()).value, (await events.next()).value]).toEqual([
      { event: 'message', data: ['안녕', 2], id: '1' },
      { event: 'reset', data: {}, id: '' },
    ]);
    await events.return();
  });
});
