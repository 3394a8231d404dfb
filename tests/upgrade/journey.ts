import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { eventually } from '#testing';
import { Client, lectureBody } from '../support/client.js';

const within = { within: 60_000 };

/** Opens a lecture that registration knows. */
export async function openLecture(url: string): Promise<string> {
  const park = await Client.login(url, 'park@sugang.dev');
  const { status, body } = await park.post('/admin/lectures', lectureBody());
  assert.equal(status, 201);
  await eventually(async () => {
    assert.equal((await park.get(`/lectures/${body.id}/availability`)).status, 200);
  }, within);
  return body.id as string;
}

export const newStudent = (url: string): Promise<Client> => Client.signUp(url, `student-${randomUUID()}@sugang.dev`);

/** Resolves when My Page shows the registration with these states of it and its payment. */
export async function shown(student: Client, id: string, status: string, payment: string): Promise<void> {
  await eventually(async () => {
    const { body } = await student.get(`/mypage/registrations/${id}`);
    assert.deepEqual([body.status, body.payment?.status], [status, payment]);
  }, within);
}

/** A new student registers, pays and cancels; My Page shows the payment and its refund. */
export async function journey(url: string): Promise<void> {
  const lectureId = await openLecture(url);
  const student = await newStudent(url);
  const unpaid = await student.register(lectureId, 'tok_error');
  assert.deepEqual([unpaid.status, unpaid.body.status], [202, 'AWAITING_PAYMENT']);
  const { id } = unpaid.body as { id: string };
  // The first attempts may find the open question about the earlier one, or an open circuit.
  await eventually(async () => {
    const { status, body } = await student.pay(id);
    assert.deepEqual([status, body.status], [200, 'CONFIRMED']);
  }, within);
  await shown(student, id, 'CONFIRMED', 'COMPLETED');
  assert.equal((await student.cancel(id)).status, 200);
  await shown(student, id, 'CANCELED', 'CANCELED');
}
