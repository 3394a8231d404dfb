import { describe, expect, it } from '@jest/globals';
import type { Lecture } from '#contracts';
import { cast, eventually } from '#testing';
import { KnownAccounts } from '../src/ports/known-accounts.js';
import { LectureOffice } from './lecture-office.js';

const { drPark, admin } = cast;

const inAll = async (office: LectureOffice): Promise<Lecture[]> =>
  (await office.get('/admin/lectures', admin)).body.items;

describe('the lecture service with demo data', () => {
  const office = LectureOffice.forTheseTests({ SUGANG_DEMO: 'true' });

  it("opens and publishes the demo lectures when Dr. Park's account event arrives", async () => {
    expect(await inAll(office)).toEqual([]);
    await office.receives('drPark');
    await eventually(async () => expect(await inAll(office)).toHaveLength(8));
    const ids = (await inAll(office)).map(({ id }) => id);
    const published = () => office.events.named('lecture.opened').map(({ subject }) => subject);
    await eventually(() => expect(published().toSorted()).toEqual(ids.toSorted()));
    const { body } = await office.get(`/lectures/${ids[0]}`);
    expect(body).toMatchObject({ instructor: { id: drPark.sub, name: 'Dr. Park' }, status: 'OPEN' });
  });

  it('does not open them again after further account events or cancellations', async () => {
    for (const { id } of await inAll(office)) expect((await office.cancels(drPark, id)).status).toBe(202);
    await office.restart();
    await office.receives('drPark');
    await office.receives('drPark', { name: 'Dr. Park-Kim' }, 2);
    await eventually(async () => expect((await inAll(office))[0]!.instructor.name).toBe('Dr. Park-Kim'));
    expect((await inAll(office)).map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'CANCELED'));
    expect(office.events.named('lecture.opened')).toEqual([]);
  });
});

describe('the lecture service without demo data', () => {
  const office = LectureOffice.forTheseTests();

  it('opens no lecture until demo data is enabled, and then opens them immediately', async () => {
    await office.receives('drPark');
    const accounts = office.service.service.app.get(KnownAccounts, { strict: false });
    await eventually(async () => expect(await accounts.find(drPark.sub)).toBeDefined());
    await office.restart();
    expect(await inAll(office)).toEqual([]);
    await office.restart({ SUGANG_DEMO: 'true' });
    await eventually(async () => expect(await inAll(office)).toHaveLength(8));
  });
});
