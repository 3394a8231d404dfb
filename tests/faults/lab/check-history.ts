import type { Asked } from './history.js';
import type { CheckTargets } from './check-targets.js';

const BETWEEN_TRIES_MS = 300;
const SHOWN = 5;
const LIVE = ['AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED'];
/** What a registration cannot be any more after this answer: a status code, or the status in the body. */
const LEFT_BEHIND: Record<string, string[] | undefined> = {
  201: ['AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'PAYMENT_DECLINED', 'EXPIRED'],
  AWAITING_APPROVAL: ['AWAITING_PAYMENT', 'PAYMENT_DECLINED'],
};

interface Registration {
  id: string;
  student_id: string;
  lecture_id: string;
  status: string;
  /** JSON; null for one place. */
  places: string | null;
}

/**
 * Retries every request of unknown outcome with its key, one after the other; gives up when none has come to
 * an outcome for `within` ms. After half an hour of kills there are many hundreds.
 */
export async function settleUnknowns(lab: Pick<CheckTargets, 'history'>, within: number): Promise<void> {
  let end = performance.now() + within;
  for (const asked of lab.history.of('unknown').filter(({ method }) => method === 'POST')) {
    while (asked.known === 'unknown' && performance.now() < end) {
      await asked.student.again(asked);
      const answer = lab.history.asked.pop()!;
      Object.assign(asked, { known: answer.known, status: answer.status, answer: answer.answer });
      if (asked.known === 'unknown') await new Promise((wake) => setTimeout(wake, BETWEEN_TRIES_MS));
    }
    if (asked.known !== 'unknown') end = performance.now() + within;
  }
}

/** F9: accepted requests are in the stores, rejected ones are not, and every request has one outcome. */
export async function brokenPromises(lab: CheckTargets): Promise<string[]> {
  const asked = lab.history.asked.filter(({ method }) => method === 'POST');
  if (asked.length === 0) return [];
  const rows = await lab.rows<Registration>(
    'registration',
    'SELECT id, student_id, lecture_id, status, places FROM registration',
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const captured = await lab.rows<{ registration_id: string; student_id: string }>(
    'payment',
    `SELECT registration_id, student_id FROM payments p JOIN provider_ledger l ON l.charge_key = p.id WHERE l.state = 'CAPTURED'`,
  );
  const broken = [
    ...asked
      .filter(({ known }) => known === 'unknown')
      .map((each) => `${nameOf(each)} never gets a final answer (${each.status})`),
    ...registering(asked, 'done')
      .filter((each) => !answeredTruly(each, byId))
      .map((each) => `${nameOf(each)} was answered ${each.status}, and no such registration exists`),
    ...registering(asked, 'refused')
      .filter((each) => !registering(asked, 'done').some((other) => isSamePlace(each, other)))
      .flatMap((each) => traces(each, rows, captured)),
  ];
  return broken.slice(0, SHOWN).map((each) => `F9: ${each}`);
}

const registering = (asked: Asked[], known: Asked['known']): Asked[] =>
  asked.filter((each) => each.path === '/registrations' && each.known === known);

const isSamePlace = (one: Asked, other: Asked): boolean =>
  one.student.id === other.student.id && one.body.lectureId === other.body.lectureId;

const nameOf = ({ student, method, path, key }: Asked): string =>
  `${method} ${path} of student ${student.id}${key === undefined ? '' : ` with key ${key}`}`;

function answeredTruly({ student, status, answer, body }: Asked, byId: Map<string, Registration>): boolean {
  const row = byId.get(answer.id as string);
  if (!row || row.student_id !== student.id) return false;
  const leftBehind = LEFT_BEHIND[status === 201 ? status : answer.status] ?? [];
  return !leftBehind.includes(row.status) && placesOf(row) === (body.places?.length ?? 1);
}

const placesOf = ({ places }: Registration): number => (places === null ? 1 : (JSON.parse(places) as unknown[]).length);

/** A rejected request leaves no seat and no capture. */
function traces(
  refused: Asked,
  rows: Registration[],
  captured: { registration_id: string; student_id: string }[],
): string[] {
  const own = rows.filter((row) => row.student_id === refused.student.id && row.lecture_id === refused.body.lectureId);
  const seat = own.some(({ status }) => LIVE.includes(status));
  const charge = captured.some(({ registration_id }) => own.some(({ id }) => id === registration_id));
  return [
    ...(seat ? [`${nameOf(refused)} was refused (${refused.status}) and holds a seat`] : []),
    ...(charge ? [`${nameOf(refused)} was refused (${refused.status}) and was charged`] : []),
  ];
}
