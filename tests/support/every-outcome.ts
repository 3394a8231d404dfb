import { expect } from '@jest/globals';
import { eventually } from '#testing';
import { Client, lectureBody } from './client.js';

/** Registrations with every outcome, for the demo accounts: confirmed, free, declined, awaiting payment, canceled by either side or in part, removed, accepted with a request to cancel. */
export async function registerEveryOutcome(url: string): Promise<{ confirmed: string; lecture: string }> {
  const [mina, joon, park] = (await Promise.all(
    ['mina', 'joon', 'park'].map((name) => Client.login(url, `${name}@sugang.dev`)),
  )) as [Client, Client, Client];
  const opened = async (changes: Record<string, unknown>): Promise<string> => {
    const { body } = await park.post('/admin/lectures', lectureBody(changes));
    await eventually(async () => expect((await mina.get(`/lectures/${body.id}/availability`)).status).toBe(200));
    return body.id as string;
  };
  const lecture = await opened({ title: 'Algorithms 101' });
  const confirmed = await mina.register(lecture);
  expect(confirmed.status).toBe(201);
  expect((await joon.register(lecture)).status).toBe(201);
  expect((await mina.register(await opened({ title: 'Free', fee: { amount: 0, currency: 'KRW' } }))).status).toBe(201);
  const other = await opened({ title: 'Compilers' });
  expect((await joon.register(other, 'tok_declined')).status).toBe(402);
  expect((await mina.register(other, 'tok_hang')).status).toBe(202);
  const regretted = await joon.register(other);
  expect((await joon.cancel(regretted.body.id)).status).toBe(200);
  const removed = await joon.register(other);
  const removal = { note: 'No entrance test.' };
  expect((await park.post(`/admin/registrations/${removed.body.id}/remove`, removal)).status).toBe(200);
  const hall = { capacity: undefined, maxPlaces: 3, seating: { rows: [{ label: 'A', seats: 4 }] } };
  const places = [{ seat: 'A-2' }, {}, {}];
  const seated = await mina.register(
    await opened({ title: 'Film', ...hall }),
    'tok_ok',
    'three-places',
    {},
    { places },
  );
  expect(seated.status).toBe(201);
  for (const no of [1, 3])
    expect((await mina.post(`/registrations/${seated.body.id}/cancel`, { places: [no] })).status).toBe(200);
  const { body: guest } = await joon.register(await opened({ title: 'Pottery', approvalRequired: true }));
  expect((await park.post(`/admin/registrations/${guest.id}/accept`)).status).toBe(200);
  expect((await joon.cancel(guest.id)).status).toBe(202);
  const doomed = await opened({ title: 'Doomed' });
  expect((await mina.register(doomed)).status).toBe(201);
  expect((await park.post(`/admin/lectures/${doomed}/cancel`, { reason: 'No room.' })).status).toBe(202);
  return { confirmed: confirmed.body.id as string, lecture };
}
