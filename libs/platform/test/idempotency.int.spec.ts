import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, storeInstant, StoreUnavailable } from '#persistence';
import { eventually, tempDir, TestIdentity } from '#testing';
import { NoteRow } from './notes.controller.js';
import { startNotes, type NotesService } from './notes.service.js';

const dir = tempDir('idempotent-requests');
let identity: TestIdentity;
let notes: NotesService;
let mina: Record<string, string>;
let joon: Record<string, string>;
let key: string;
let count = 0;

beforeAll(async () => {
  identity = await TestIdentity.create();
  notes = await startNotes(dir, { keys: identity.keys });
  mina = await identity.headersFor({ sub: 'mina', role: 'student', name: 'Mina' });
  joon = await identity.headersFor({ sub: 'joon', role: 'student', name: 'Joon' });
});
afterAll(() => notes.close());
beforeEach(() => {
  count += 1;
  key = `key-${count}`;
  notes.desk.writes = 0;
  notes.desk.wait = Promise.resolve();
});

async function write(text: string, headers: Record<string, string> = {}, to = notes) {
  const sent = { ...mina, 'idempotency-key': key, ...headers };
  const answer = await to.fastify.inject({ method: 'POST', url: '/api/v1/notes', headers: sent, payload: { text } });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: answer.json() };
}

const rows = () => notes.app.get(Database).reader.count(NoteRow);
const endOf = (column: 'lease_until' | 'expires_at') =>
  notes.app.get(Database).reader.query(`UPDATE idempotency_record SET ${column} = ${storeInstant('sqlite', -1)}`);
const isReplay = ({ headers }: { headers: Record<string, unknown> }) => headers['idempotency-replayed'] === 'true';

describe('a repeated request', () => {
  it('gets the first response with status, body and headers, marked as replayed', async () => {
    const first = await write('Graphs');
    const again = await write('Graphs');
    expect([first.status, isReplay(first)]).toEqual([201, false]);
    expect([again.status, isReplay(again), again.text]).toEqual([201, true, first.text]);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(notes.desk.writes).toBe(1);
  });

  it.each([
    ['full', 409],
    ['unpaid', 402],
    ['weak', 422],
  ])('gets the same final refusal for %s with status %i', async (text, status) => {
    const first = await write(text);
    const again = await write(text);
    expect([first.status, again.status, isReplay(again), again.text]).toEqual([status, status, true, first.text]);
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
    expect(notes.desk.writes).toBe(1);
  });

  it.each([
    ['gone', 404],
    ['boom', 500],
    ['store', 503],
    ['contention', 503],
  ])('is executed again after %s with status %i', async (text, status) => {
    expect((await write(text)).status).toBe(status);
    const again = await write(text);
    expect([again.status, isReplay(again), notes.desk.writes]).toEqual([status, false, 2]);
    expect((await write('Graphs')).status).toBe(201);
  });

  it.each([
    ['400', '', {}, 400],
    ['401', 'Graphs', { authorization: 'Bearer a.b.c' }, 401],
  ])('is executed again after %s', async (_, text, headers, status) => {
    expect((await write(text, headers)).status).toBe(status);
    const again = await write('Graphs');
    expect([again.status, isReplay(again)]).toEqual([201, false]);
  });

  it('after 202 continues with the created resource and gets the current outcome', async () => {
    const first = await write('later');
    const again = await write('later');
    expect([first.status, again.status, isReplay(again)]).toEqual([202, 201, false]);
    expect(again.body.id).toBe(first.body.id);
    const third = await write('later');
    expect([third.status, isReplay(third), third.text]).toEqual([201, true, again.text]);
  });

  it('after a crash continues with the created resource', async () => {
    const before = await rows();
    expect((await write('fails after writing')).status).toBe(500);
    const again = await write('fails after writing');
    expect([again.status, (await rows()) - before]).toEqual([201, 1]);
  });

  it('gets the first response after a restart of the service', async () => {
    const first = await write('Graphs');
    const restarted = await startNotes(dir, { keys: identity.keys });
    const again = await write('Graphs', {}, restarted);
    await restarted.close();
    expect([again.status, isReplay(again), again.text]).toEqual([201, true, first.text]);
  });

  it('with another body is rejected', async () => {
    await write('Graphs');
    const other = await write('Trees');
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('of another account or to another path is a new request', async () => {
    const minas = await write('Graphs');
    const joons = await write('Graphs', joon);
    expect([joons.status, isReplay(joons)]).toEqual([201, false]);
    expect(joons.body.id).not.toBe(minas.body.id);
    const pin = await notes.fastify.inject({
      method: 'POST',
      url: `/api/v1/notes/${minas.body.id}/pin`,
      headers: { ...mina, 'idempotency-key': key },
    });
    expect([pin.statusCode, pin.headers['idempotency-replayed']]).toEqual([201, undefined]);
  });

  it('after 24 hours is a new request', async () => {
    await write('Graphs');
    await endOf('expires_at');
    expect(isReplay(await write('Graphs'))).toBe(false);
  });

  it('gets 409 while the first is in progress, and takes over after its lease has expired', async () => {
    let goOn!: () => void;
    notes.desk.wait = new Promise((resolve) => (goOn = resolve));
    const first = write('Graphs');
    await eventually(() => expect(notes.desk.writes).toBe(1));
    const second = await write('Graphs');
    expect([second.status, second.body.code, second.headers['retry-after']]).toEqual([409, 'REQUEST_IN_PROGRESS', '1']);
    const before = await rows();
    await endOf('lease_until');
    notes.desk.wait = Promise.resolve();
    const taker = await write('Graphs');
    goOn();
    expect([taker.status, (await first).status, (await first).body.code]).toEqual([201, 409, 'REQUEST_IN_PROGRESS']);
    expect([(await rows()) - before, (await write('Graphs')).text]).toEqual([1, taker.text]);
  });

  it('that lost its lease gets 409 instead of a second outcome', async () => {
    let goOn!: () => void;
    notes.desk.wait = new Promise((resolve) => (goOn = resolve));
    const late = write('full');
    await eventually(() => expect(notes.desk.writes).toBe(1));
    await endOf('lease_until');
    notes.desk.wait = Promise.resolve();
    const taker = await write('full');
    goOn();
    expect([taker.status, (await late).body.code]).toEqual([409, 'REQUEST_IN_PROGRESS']);
    expect((await write('full')).text).toBe(taker.text);
  });

  it('gets 503 when its outcome cannot be recorded, and the outcome after the lease has expired', async () => {
    const database = notes.app.get(Database);
    const statement = database.statement.bind(database);
    notes.desk.wait = eventually(() => expect(notes.desk.writes).toBe(1)).then(() => {
      database.statement = () => Promise.reject(new StoreUnavailable('no route'));
    });
    const first = await write('full').finally(() => (database.statement = statement));
    await endOf('lease_until');
    expect([first.status, (await write('full')).body.code]).toEqual([503, 'LECTURE_FULL']);
  });

  it('sent a hundred times concurrently is executed once', async () => {
    const before = await rows();
    const answers = await Promise.all(Array.from({ length: 100 }, () => write('Graphs')));
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ status, body }) => status !== 201 && body.code !== 'REQUEST_IN_PROGRESS')).toEqual([]);
    expect([notes.desk.writes, (await rows()) - before]).toEqual([1, 1]);
  });
});

describe('a request without an Idempotency-Key', () => {
  it('is executed every time (the key is the guard)', async () => {
    const send = () =>
      notes.fastify.inject({ method: 'POST', url: '/api/v1/notes', headers: mina, payload: { text: 'Graphs' } });
    const [first, again] = [await send(), await send()];
    expect(first.json().id).not.toBe(again.json().id);
    expect(notes.desk.writes).toBe(2);
  });

  it('is rejected if the route requires a key', async () => {
    const url = '/api/v1/notes/0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01/pin';
    const answer = await notes.fastify.inject({ method: 'POST', url, headers: mina });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'IDEMPOTENCY_KEY_REQUIRED']);
  });
});

describe('an Idempotency-Key', () => {
  it.each(['', 'x'.repeat(256), 'größe', 'tab\there'])('rejects an invalid key (%#)', async (bad) => {
    const { status, body } = await write('Graphs', { 'idempotency-key': bad });
    expect([status, body.errors]).toEqual([
      400,
      [expect.objectContaining({ pointer: '/header/Idempotency-Key', code: 'INVALID_FORMAT' })],
    ]);
  });

  it('may have 255 characters', async () => {
    expect((await write('Graphs', { 'idempotency-key': '~'.repeat(255) })).status).toBe(201);
  });
});
