import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../../faults/lab/lab.js';
import type { Experiment } from '../experiment.js';
import { failed, perSecond, Visits } from '../visits.js';

/** How many messages a replica of lecture has applied. */
async function consumedBy(lab: Lab, replica: number): Promise<number> {
  const service = lab.service('lecture', replica);
  if (!service.runs) return 0;
  const text = await (await fetch(`${service.managementUrl}/metrics`)).text();
  return Number(/^sugang_events_consumed_total\{[^}]*result="applied"[^}]*\} (\d+)/m.exec(text)?.[1] ?? 0);
}

const amount = async (lab: Lab, service: 'registration' | 'lecture', sql: string): Promise<number> =>
  Number((await lab.rows<{ amount: number }>(service, sql))[0]!.amount);

export const replicaAdded: Experiment = {
  name: 'replica-added',
  title: 'Replicas added under load',
  question: 'Lecture grows from one replica to three while students register: does any event take effect twice?',

  async run(stage) {
    const lab = await stage.open({ replicas: { lecture: 3 } });
    for (const replica of [1, 2]) await lab.service('lecture', replica).stop();
    const lectureId = await lab.openLecture({ capacity: 100_000 });
    stage.report('students register, eight a second; replicas of lecture join after six seconds and after twelve ...');
    const visits = new Visits();
    const joined: number[] = [];
    const story = async () => {
      for (const replica of [1, 2]) {
        await pause(6_000);
        await lab.service('lecture', replica).start();
        joined.push(visits.now);
      }
      await pause(8_000);
    };
    await visits.stream(lab, 8, (student) => student.register(lectureId), story());
    stage.report('waiting until all queues are empty ...');
    await lab.quiesce();
    const effects = await Promise.all([0, 1, 2].map((replica) => consumedBy(lab, replica)));
    const ofLecture = `WHERE lecture_id = '${lectureId}' AND status = 'CONFIRMED'`;
    const confirmed = await amount(lab, 'registration', `SELECT COUNT(*) AS amount FROM registration ${ofLecture}`);
    const onRoster = await amount(lab, 'lecture', `SELECT COUNT(*) AS amount FROM roster ${ofLecture}`);
    return {
      done: [
        'Eight students a second register; one replica of lecture consumes.',
        'A second replica is started under load, and a third.',
        'Once all queues are empty, the roster is compared with the confirmed registrations; the invariant check expects every event in the inbox exactly once.',
      ],
      measurements: [
        { what: 'requests; answered with an error', here: `${visits.all.length}; ${failed(visits.all)}` },
        { what: 'confirmed registrations; on the roster', here: `${confirmed}; ${onRoster}` },
        { what: 'messages consumed, by replica', here: effects.join(', ') },
      ],
      charts: [
        {
          title: 'Registrations while replicas of lecture join',
          kind: 'lines',
          x: 'seconds',
          y: 'confirmed per second',
          series: [
            {
              name: '201 confirmed',
              values: perSecond(
                visits.all.filter(({ status }) => status === 201),
                visits.now,
              ),
            },
          ],
          spans: joined.map((at, n) => ({ from: at, to: at + 0.2, name: `${n + 2} replicas` })),
        },
      ],
    };
  },
};
