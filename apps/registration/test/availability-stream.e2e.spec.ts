import { Injectable } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aLecture, cast, EventStream, eventually, idOf, tempDir, TestIdentity } from '#testing';
import type { SeatLedgerEntry } from '../src/domain/seat-ledger.js';
import { TypeormSeatLedger } from '../src/persistence/typeorm-seat-ledger.js';
import { RunningRegistration } from './running-registration.js';
import { Student } from './student.js';

let reads: string[][] = [];
let readable: Promise<void> | undefined;

@Injectable()
class CountingSeatLedger extends TypeormSeatLedger {
  override async findEach(lectureIds: readonly string[]): Promise<SeatLedgerEntry[]> {
    reads.push([...lectureIds]);
    await readable;
    return super.findEach(lectureIds);
  }
}

describe('the stream of the availability of a lecture', () => {
  const dataDir = tempDir('availability-stream');
  const lecture = aLecture({ id: idOf(0x6001), capacity: 5 });
  const other = aLecture({ id: idOf(0x6002), capacity: 7 });
  let running: RunningRegistration;
  let url: string;
  let mina: Student;
  let number = 0;

  const start = async (settings: Record<string, string> = {}) => {
    const identity = await TestIdentity.create();
    running = await RunningRegistration.start({
      dataDir: `${dataDir}/${++number}`,
      settings: { SUGANG_STREAM_POLL_MS: '50', SUGANG_GATEWAYS: '127.0.0.1', ...settings },
      keys: identity.keys,
      ledger: CountingSeatLedger,
    });
    url = `http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`;
    mina = await Student.of(url, identity, cast.mina);
    await running.addLectures(lecture, other);
    reads = [];
    readable = undefined;
  };
  beforeEach(() => start());
  afterEach(() => running.stop());

  const open = (id = lecture.id, headers = {}) =>
    EventStream.open(`${url}/api/v1/lectures/${id}/availability/stream`, headers);
  const from = (address: string) => open(lecture.id, { 'x-forwarded-for': address });
  /** Without consecutive duplicates: an event is also sent when a held seat becomes taken. */
  const seen = (stream: EventStream) => {
    const available = stream.events.map(({ data }) => JSON.parse(data!).available as number);
    return available.filter((seats, at) => seats !== available[at - 1]);
  };
  const shows = (stream: EventStream, available: number[]) =>
    eventually(() => expect(seen(stream)).toEqual(available), { within: 3_000 });
  const openStreams = async () =>
    /^sugang_availability_streams\{.*\} (\d+)/m.exec(await running.service.metrics.text())?.[1];

  /** Reads of the ledger wait until the returned function is called. */
  const blockReads = () => {
    let release = (): void => undefined;
    readable = new Promise((resolve) => (release = resolve));
    return () => release();
  };
  const connections = () =>
    new Promise((count) => running.service.app.getHttpServer().getConnections((_, open) => count(open)));

  it('sends the seats at once, and again when they change, to a visitor without a token', async () => {
    const stream = await open();
    expect([stream.status, stream.headers]).toMatchObject([
      200,
      { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    ]);
    await shows(stream, [5]);
    const answer = await Student.anonymous(url).get(`/lectures/${lecture.id}/availability`);
    const { serverTime: _now, ...seats } = answer.body;
    expect(stream.events).toEqual([{ event: 'availability', data: JSON.stringify(seats) }]);
    const registered = await mina.register(lecture.id);
    await shows(stream, [5, 4]);
    await mina.register(other.id);
    await mina.post(`/registrations/${registered.body.id}/cancel`);
    await shows(stream, [5, 4, 5]);
  });

  it('reads the store for fifty viewers as often as for one', async () => {
    const streams = await Promise.all(Array.from({ length: 50 }, () => open()));
    for (const stream of streams) await shows(stream, [5]);
    await mina.register(lecture.id);
    for (const stream of streams) await shows(stream, [5, 4]);
    const [before, began] = [reads.length, performance.now()];
    await eventually(() => expect(reads.length).toBeGreaterThan(before + 5));
    expect(reads.length - before).toBeLessThanOrEqual((performance.now() - began) / 50 + 1);
    const late = await open();
    await shows(late, [4]);
    expect(new Set(reads.map((ids) => ids.join())).size).toBe(1);
  });

  it('reads the store once for fifty viewers who arrive at the same time', async () => {
    const release = blockReads();
    const opening = Array.from({ length: 50 }, () => open());
    await eventually(async () => expect(await openStreams()).toBe('50'));
    // One read for the viewers, and one by a poll that may have begun.
    expect(reads.length).toBeLessThanOrEqual(2);
    release();
    for (const stream of await Promise.all(opening)) await shows(stream, [5]);
  });

  it('reads all lectures that are watched at once, and none that is not', async () => {
    const streams = [await open(), await open(other.id)];
    await eventually(() => expect(reads).toContainEqual([lecture.id, other.id]));
    streams.forEach((stream) => stream.close());
    await eventually(async () => expect(await openStreams()).toBe('0'));
    const before = reads.length;
    await shows(await open(other.id), [7]);
    expect(reads.slice(before).flat()).not.toContain(lecture.id);
  });

  it('does not exist for an unknown lecture, an invalid id or another method', async () => {
    const visitor = Student.anonymous(url);
    const at = async (id: string) => (await visitor.get(`/lectures/${id}/availability/stream`)).body.code;
    expect(await Promise.all([at(idOf(404)), at('7')])).toEqual(['LECTURE_UNKNOWN', 'INVALID_REQUEST']);
    const head = await fetch(`${url}/api/v1/lectures/${lecture.id}/availability/stream`, { method: 'HEAD' });
    expect([head.status, await openStreams()]).toEqual([405, '0']);
  });

  it('sends heartbeats while nothing changes', async () => {
    await running.stop();
    await start({ SUGANG_STREAM_HEARTBEAT_MS: '100' });
    const stream = await open();
    await eventually(() => expect(stream.read.match(/^: heartbeat$/gm)?.length).toBeGreaterThan(2));
    expect(seen(stream)).toEqual([5]);
  });

  it('is refused with 429 to a network that has opened as many as it may, until it closes one', async () => {
    await running.stop();
    await start({ SUGANG_AVAILABILITY_STREAMS_PER_NETWORK: '2' });
    const streams = [await from('203.0.113.1'), await from('203.0.113.1')];
    const refused = await from('203.0.113.1');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '10']);
    await eventually(() => expect(refused.read).toContain('RATE_LIMITED'));
    expect((await from('203.0.113.2')).status).toBe(200);
    streams[0]!.close();
    await eventually(async () => expect((await from('203.0.113.1')).status).toBe(200));
    expect(await openStreams()).toBe('3');
  });

  it('is refused with 503 when as many as possible are open', async () => {
    await running.stop();
    await start({ SUGANG_AVAILABILITY_STREAMS: '2' });
    await Promise.all([from('203.0.113.1'), from('203.0.113.2')]);
    const refused = await from('203.0.113.3');
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '10']);
    expect((await mina.get(`/lectures/${lecture.id}/availability`)).status).toBe(200);
  });

  it('does not wait for a client that has stopped reading', async () => {
    const [stalled, stream] = [await open(), await open()];
    stalled.stopReading();
    await mina.register(lecture.id);
    await shows(stream, [5, 4]);
  });

  it('does not count a visitor who has left before the seats were read', async () => {
    const release = blockReads();
    const leaving = new AbortController();
    const left = fetch(`${url}/api/v1/lectures/${lecture.id}/availability/stream`, { signal: leaving.signal });
    await eventually(async () => expect(await openStreams()).toBe('1'));
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    await eventually(async () => expect(await connections()).toBe(0));
    release();
    await eventually(async () => expect(await openStreams()).toBe('0'));
  });

  it('ends when the service shuts down, so that clients connect to another replica', async () => {
    const streams = [await open(), await open(other.id)];
    const startedAt = performance.now();
    running.service.beginShutdown();
    await Promise.all(streams.map(({ ended }) => ended));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(streams[0]!.read).toContain('retry: 2000');
  });
});
