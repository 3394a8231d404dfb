import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';
import { consumedBy } from './consumed.js';

const CONSUMERS = [
  { consumer: 'lecture', event: 'registration.confirmed' },
  { consumer: 'registration', event: 'payment.completed' },
  { consumer: 'payment', event: 'registration.canceled' },
  { consumer: 'mypage', event: 'payment.completed' },
] as const;

/** A consumer dies after the commit and before the ack; then it restarts, and the message is redelivered. */
async function dieBeforeTheAck(lab: Lab, { consumer, event }: (typeof CONSUMERS)[number]) {
  const lectureId = await lab.openLecture();
  const [mina] = lab.students(1);
  const service = lab.service(consumer);
  const isAboutTheEnd = event === 'registration.canceled';
  const before = isAboutTheEnd ? await mina!.register(lectureId) : undefined;
  await service.arm(`after-effect:${consumer}:${event}`, 'kill', { times: 1 });
  if (before) await mina!.cancel(before.body.id as string);
  else await mina!.register(lectureId);
  await lab.until(() => !service.runs, `${consumer} does not consume ${event}`);
  await service.start();
}

export const row18: Row = {
  number: 18,
  fault: 'A consumer is killed after its effect, before its ack',
  required: 'The message is redelivered, recognized as a duplicate, acknowledged, and changes nothing.',
  guard: 'the inbox',
  lab: {},

  async run(lab, random: SeededRandom) {
    const death = random.oneOf(CONSUMERS);
    await dieBeforeTheAck(lab, death);
    const events = [`${death.consumer} killed itself after the effect of ${death.event}, before its ack`];
    // My Page has no inbox: it drops stale states by their sequence.
    if (death.consumer === 'mypage') return { events: [...events, 'it was started again'] };
    const service = lab.service(death.consumer);
    await lab.until(async () => (await consumedBy(service, 'duplicate')) > 0, 'the message is not met in the inbox');
    required((await consumedBy(service, 'failed')) === 0, 'the message that came again has failed');
    return { events: [...events, 'it was started again, and met the message in its inbox'] };
  },

  async control(lab) {
    await lab.service('lecture').disableGuard('inbox');
    await dieBeforeTheAck(lab, CONSUMERS[0]);
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
