import { describe, expect, it } from '@jest/globals';
import type { Lecture } from '#contracts';
import { cast, eventually } from '#testing';
import { KnownAccounts } from '../src/ports/known-accounts.js';
import { LectureOffice } from './lecture-office.js';

const { drPark, admin } = cast;

const inAll = async (office: LectureOffice): Promise<Lecture[]> =>
  (await office.get('/admin/lectures', admin)).body.items;

describe('a lecture service of a demo', () => {
  const office = LectureOffice.forTheseTests({ SUGANG_DEMO: 'true' });

  it('opens the demo lectures when it hears of Dr. Park, and tells everybody', async () => {
    expect(await inAll(office)).toEqual([]);
    await office.hears('drPark');
    await eventually(async () => expect(await inAll(office)).toHaveLength(5));
    const ids = (await inAll(office)).map(({ id }) => id);
    const told = () => office.events.named('lecture.opened').map(({ subject }) => subject);
    await eventually(() => expect(told().toSorted()).toEqual(ids.toSorted()));
    const { body } = await office.get(`/lectures/${ids[0]}`);
    expect(body).toMatchObject({ instructor: { id: drPark.sub, name: 'Dr. Park' }, status: 'OPEN' });
  });

  it('does not open them again, whoever is heard of again and whatever was canceled', async () => {
    for (const { id } of await inAll(office)) expect((await office.cancels(drPark, id)).status).toBe(202);
    await office.restart();
    await office.hears('drPark');
    await office.hears('drPark', { name: 'Dr. Park-Kim' }, 2);
    await eventually(async () => expect((await inAll(office))[0]!.instructor.name).toBe('Dr. Park-Kim'));
    expect((await inAll(office)).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'CANCELED'));
    expect(office.events.named('lecture.opened')).toEqual([]);
  });
});

describe('a lecture service of no demo', () => {
  const office = LectureOffice.forTheseTests();

  it('opens nothing, until it is made one of a demo: then at once, for it knows Dr. Park', async () => {
    await office.hears('drPark');
    const accounts = office.service.service.app.get(KnownAccounts, { strict: false });
    await eventually(async () => expect(await accounts.find(drPark.sub)).toBeDefined());
    await office.restart();
    expect(await inAll(office)).toEqual([]);
    await office.restart({ SUGANG_DEMO: 'true' });
    await eventually(async () => expect(await inAll(office)).toHaveLength(5));
  });
});
