import type { Lab } from '../lab/lab.js';
import { required, RequirementNotMet, type Row } from '../row.js';

const KEY = 'a-shared-key';

/** A key is used again: by its owner with another body, and by another account with the same body. */
async function reuseTheKey(lab: Lab): Promise<string[]> {
  const [algorithms, databases] = [await lab.openLecture(), await lab.openLecture({ title: 'Databases' })];
  const [mina, joon] = lab.students(2);
  const first = await mina!.register(algorithms, 'tok_ok', KEY);
  required(first.status === 201, `the first request was answered ${first.status}`);
  const other = await mina!.register(databases, 'tok_ok', KEY);
  required(
    other.status === 422 && other.body.code === 'IDEMPOTENCY_KEY_REUSED',
    `another body under the key was answered ${other.status} ${other.body?.code}`,
  );
  const stranger = await joon!.register(algorithms, 'tok_ok', KEY);
  required(stranger.body.id !== first.body.id, 'F12: another account with the same key received this registration');
  required(stranger.status === 201, `a stranger with the same key was answered ${stranger.status}`);
  const [row] = await lab.rows('registration', `SELECT student_id FROM registration WHERE id = '${stranger.body.id}'`);
  required(row?.student_id === joon!.id, 'a stranger with the same key got no registration of their own');
  return ['another body under a used key: 422', 'another account with the same key and body: its own registration'];
}

export const row32: Row = {
  number: 32,
  fault: 'Same key, other body or other student',
  required: "Another body is rejected (422); another student's request is independent and reveals nothing.",
  guard: 'the identity of a request: the account, and the hash of the body',
  lab: {},

  run: async (lab) => ({ events: await reuseTheKey(lab) }),

  async control(lab) {
    await lab.service('registration').disableGuard('idempotency-fingerprint');
    try {
      await reuseTheKey(lab);
      return [];
    } catch (error) {
      if (error instanceof RequirementNotMet) return [error.message];
      throw error;
    }
  },
};
