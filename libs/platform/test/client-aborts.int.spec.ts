import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Log } from '#platform';
import { eventually, tempDir, TestIdentity } from '#testing';
import { startNotes, type NotesService } from './notes.service.js';

const dir = tempDir('client-aborts');
let notes: NotesService;
let lines: string[];
afterEach(() => notes.close());

async function start(): Promise<number> {
  notes = await startNotes(dir, { keys: (await TestIdentity.create()).keys });
  lines = [];
  const log = Log.open({ service: 'notes', level: 'info', destination: { write: (line) => void lines.push(line) } });
  Object.assign(notes.app.get(Log), log);
  return notes.listen(0, '127.0.0.1');
}

describe('a client that disconnects while it sends its request', () => {
  it.each([
    ['closes', 'end'],
    ['resets', 'resetAndDestroy'],
  ] as const)('and %s its connection is not logged as a fault of the store or the service', async (_, disconnect) => {
    const port = await start();
    let requests = 0;
    notes.fastify.server.on('request', (request) => request.once('close', () => (requests += 1)));
    const head = 'POST /api/v1/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n';
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(`${head}\r\n{"text":`);
    await once(notes.fastify.server, 'request');
    socket[disconnect]();
    await eventually(() => expect(requests).toBe(1));
    expect((await fetch(`http://127.0.0.1:${port}/health/live`)).status).toBe(200);
    expect(lines).toEqual([]);
  });
});
