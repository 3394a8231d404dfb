import type { Answer } from '../../support/client.js';
import type { Lab } from '../lab/lab.js';
import type { Student } from '../lab/student.js';
import { required } from '../row.js';
import { pause } from './proxied-lab.js';

export const FEE = 10_000;

const WITHIN_MS = 30_000;

/** A student gets several places, some of them perhaps with a chosen seat; retries while a service is still restarting. @throws RequirementNotMet */
export async function takePlaces(student: Student, lectureId: string, places: object[]): Promise<string> {
  for (const end = performance.now() + WITHIN_MS; ; await pause(150)) {
    const { status, body } = await askForPlaces(student, lectureId, places);
    if (status === 201) return body.id as string;
    const mayChange = status === 0 || status === 202 || status >= 500 || body?.code === 'REQUEST_IN_PROGRESS';
    required(
      mayChange && performance.now() < end,
      `a student who paid for ${places.length} places was answered ${status} ${body?.code}: ${body?.detail}`,
    );
  }
}

export const askForPlaces = (student: Student, lectureId: string, places: object[]): Promise<Answer> =>
  student.register(lectureId, 'tok_ok', `places-of-${student.id}`, {}, { places });

/** @throws RequirementNotMet */
export async function cancelPlaces(student: Student, registrationId: string, places: number[]): Promise<void> {
  const { status } = await student.post(`/registrations/${registrationId}/cancel`, { places });
  required(status === 200, `a student who canceled places was answered ${status}`);
}

/** What the provider has refunded of the payments of a registration, in won, and in how many partial refunds. */
export async function refundedByProvider(lab: Lab, registrationId: string): Promise<{ won: number; steps: number }> {
  const [row] = await lab.rows<{ won: number | string; steps: number }>(
    'payment',
    `SELECT COALESCE(SUM(CASE WHEN l.state = 'REFUNDED' THEN l.amount ELSE r.won END), 0) AS won,
       COALESCE(SUM(r.steps), 0) AS steps
     FROM payments p JOIN provider_ledger l ON l.charge_key = p.id
     LEFT JOIN (SELECT charge_key, SUM(amount) AS won, COUNT(*) AS steps FROM provider_refunds GROUP BY charge_key) r
       ON r.charge_key = l.charge_key
     WHERE p.registration_id = '${registrationId}'`,
  );
  return { won: Number(row!.won), steps: Number(row!.steps) };
}

export async function refundDueOf(lab: Lab, registrationId: string): Promise<number> {
  const sql = `SELECT refund_due AS due FROM payments WHERE registration_id = '${registrationId}'`;
  const rows = await lab.rows<{ due: number | null }>('payment', sql);
  return rows[0]?.due ?? 0;
}

/** So short that a step whose payment died is claimed again within seconds. */
export const refundLab = { env: { SUGANG_PROVIDER_TIMEOUT_MS: '6000', SUGANG_PROVIDER_CLAIM_MS: '8000' } };
