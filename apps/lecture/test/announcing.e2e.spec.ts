import { describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { cast, eventually, idOf } from '#testing';
import { AnnounceToRoster } from '../src/use-cases/announce-to-roster.js';
import { february, lastSessionEnd } from './algorithms-101.js';
import { LectureOffice } from './lecture-office.js';

const { mina, drPark, drLee, admin } = cast;
const laptop = { title: 'Bring a laptop', body: 'We will sort real data.\n\nSee you on Tuesday!' };

describe('a message to the roster of a lecture', () => {
  const office = LectureOffice.forTheseTests();
  const announced = () => office.events.named('lecture.announced');

  it('is accepted from the instructor, and published once without changing the lecture', async () => {
    const { id } = await office.opened();
    const { status, body } = await office.announces(drPark, id, laptop);
    expect([status, body]).toEqual([
      202,
      { id: expect.any(String), lectureId: id, ...laptop, by: drPark.sub, at: february.toISOString() },
    ]);
    await eventually(() => expect(announced()).toMatchObject([{ subject: body.id, sequence: 1, data: body }]));
    expect((await office.get(`/lectures/${id}`)).body.version).toBe(1);
  });

  it('is sent once for a repeated idempotency key, and once more for another key', async () => {
    const { id } = await office.opened();
    const send = (key: string) => office.announces(drPark, id, laptop, { 'idempotency-key': key });
    const first = await send('once');
    expect(await send('once')).toMatchObject({ status: 202, body: first.body });
    const next = await send('again');
    expect(next.body.id).not.toBe(first.body.id);
    await eventually(() => expect(announced().map(({ subject }) => subject)).toContain(next.body.id));
    expect(announced().filter(({ data }) => data.lectureId === id)).toHaveLength(2);
  });

  it('is not sent again by a request that continues an interrupted one', async () => {
    const { id } = await office.opened();
    const { body: sent } = await office.announces(drPark, id, laptop);
    const ticket = { resourceId: sent.id, attachResource: () => Promise.reject(new Error('a second message')) };
    const again = new AnnounceToRoster({ id: drPark.sub, role: 'instructor' }, id, laptop, ticket);
    const commands = office.service.service.app.get(CommandBus, { strict: false });
    expect(await commands.execute(again)).toEqual(sent);
  });

  it('is allowed to its instructor and admins only', async () => {
    const { id } = await office.opened();
    expect((await office.announces(drLee, id, laptop)).body.code).toBe('NOT_FOUND');
    expect((await office.announces(mina, id, laptop)).body.code).toBe('FORBIDDEN');
    expect((await office.announces(drPark, idOf(404), laptop)).body.code).toBe('NOT_FOUND');
    expect((await office.announces(admin, id, laptop)).body).toMatchObject({ by: admin.sub });
  });

  it.each([
    [{ ...laptop, title: 'Two\nlines' }, '/title'],
    [{ ...laptop, title: 'x'.repeat(201) }, '/title'],
    [{ ...laptop, title: '\u3164' }, '/title'],
    [{ ...laptop, body: 'Beep\u0007' }, '/body'],
    [{ ...laptop, body: 'x'.repeat(5001) }, '/body'],
    [{ title: 'Only a title' }, '/body'],
    [{ ...laptop, to: 'all' }, '/to'],
  ])('is refused if a field is not valid: %j', async (message, pointer) => {
    const { body } = await office.announces(drPark, idOf(404), message);
    expect(body).toMatchObject({ code: 'INVALID_REQUEST', errors: [{ pointer }] });
  });

  it('is refused for a lecture that is canceled, or has ended and is not closed yet', async () => {
    const [canceled, ended] = [await office.opened(), await office.opened()];
    await office.cancels(drPark, canceled.id);
    expect((await office.announces(drPark, canceled.id, laptop)).body).toMatchObject({
      status: 409,
      code: 'LECTURE_NOT_OPEN',
    });
    office.clock.moveTo(lastSessionEnd.toISOString());
    expect((await office.announces(drPark, ended.id, laptop)).body.code).toBe('LECTURE_NOT_OPEN');
  });
});
