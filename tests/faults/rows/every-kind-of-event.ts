import type { Lab } from '../lab/lab.js';
import { required } from '../row.js';

export interface Lectures {
  algorithms: string;
  free: string;
  doomed: string;
}

export const openLectures = async (lab: Lab): Promise<Lectures> => ({
  algorithms: await lab.openLecture(),
  free: await lab.openLecture({ title: 'Free', fee: 0 }),
  doomed: await lab.openLecture({ title: 'Doomed' }),
});

/** Registrations of every kind: paid, declined, canceled, free, and one whose lecture will be canceled. */
export async function registerForAll(lab: Lab, { algorithms, free, doomed }: Lectures): Promise<void> {
  const [mina, joon, sora, hana, dana] = lab.students(5);
  const answers = await Promise.all([
    mina!.register(algorithms),
    joon!.register(algorithms, 'tok_declined'),
    sora!.register(algorithms),
    hana!.register(free),
    dana!.register(doomed),
  ]);
  const expected = [[201, 202], [402, 202], [201, 202], [201], [201, 202]];
  required(
    answers.every(({ status }, n) => expected[n]!.includes(status)),
    `the students were answered ${answers.map(({ status }) => status).join(', ')}`,
  );
  const regretted = await sora!.cancel(answers[2].body.id as string);
  required(regretted.status === 200, `a student who canceled was answered ${regretted.status}`);
}

/** Publishes every kind of event. */
export async function publishEveryKindOfEvent(lab: Lab): Promise<void> {
  const lectures = await openLectures(lab);
  await registerForAll(lab, lectures);
  await lab.cancelLecture(lectures.doomed);
}
