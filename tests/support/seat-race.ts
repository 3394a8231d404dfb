import type { Answer, Client } from './client.js';

export const SEATS = 30;
export const FRONT_ROW = [1, 2, 3, 4, 5, 6].map((number) => `A-${number}`);

/** Thirty numbered seats; the capacity follows from them. */
export const HALL = {
  capacity: undefined,
  seating: { rows: ['A', 'B', 'C', 'D', 'E'].map((label) => ({ label, seats: FRONT_ROW.length })) },
};

/** Every second student chooses a seat of the front row; the others take any. */
export const placesOfStudent = (n: number): { places?: { seat: string }[] } =>
  n % 2 === 0 ? { places: [{ seat: FRONT_ROW[(n / 2) % FRONT_ROW.length]! }] } : {};

/** More at once would only wait longer for their turn: a write gives up after 30 s. */
const IN_FLIGHT = 250;

/** The answers of all students, of whom 250 ask at the same time. */
export async function answersOf(students: Client[], ask: (student: Client, n: number) => Promise<Answer>) {
  const answers: Answer[] = [];
  const rest = [...students.entries()];
  const next = async () => {
    for (let one = rest.shift(); one; one = rest.shift()) answers[one[0]] = await ask(one[1], one[0]);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, next));
  return answers;
}

/** The n-th answer is that of the n-th student. `isNamed`: a refused choice names the seat, and any other one the full lecture. */
export function outcomesOf(answers: Answer[]) {
  const given = answers.filter(({ status }) => status === 201 || status === 202);
  const refusals = answers.flatMap(({ status, body }, n) => {
    if (status !== 409) return [];
    const [reason] = (body.reasons ?? []) as { code: string; data: { seats?: string[] } }[];
    const chosen = placesOfStudent(n).places?.map(({ seat }) => seat);
    const isNamed = chosen ? reason?.data.seats?.join() === chosen.join() : reason?.code === 'LECTURE_FULL';
    return [{ chosen, code: body.code as string, reason, isNamed }];
  });
  return {
    seats: given.flatMap(({ body }) => (body.places as { seat: string }[]).map(({ seat }) => seat)),
    refusals,
    others: answers.filter(({ status }) => ![201, 202, 409].includes(status)).map(({ status, body }) => [status, body]),
  };
}
