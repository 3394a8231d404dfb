import type { Lab } from '../../faults/lab/lab.js';
import { percent, type Experiment } from '../experiment.js';
import { answersOf, outage } from '../outage.js';
import { failed, p99, withStatus } from '../visits.js';

const onRoster = async (lab: Lab, lectureId: string): Promise<number> => {
  const sql = `SELECT COUNT(*) AS confirmed FROM roster WHERE lecture_id = '${lectureId}' AND status = 'CONFIRMED'`;
  return Number((await lab.rows<{ confirmed: number }>('lecture', sql))[0]!.confirmed);
};

export const lectureDown: Experiment = {
  name: 'lecture-down',
  title: 'Lecture down and catching up',
  question:
    'The lecture service is stopped for ten seconds: do registrations continue, and is the roster complete afterwards?',

  async run(stage) {
    const lab = await stage.open({});
    const lectureId = await lab.openLecture({ capacity: 100_000 });
    stage.report('students register, five a second; lecture stops after eight seconds, for ten ...');
    const lecture = lab.service('lecture');
    let [behind, backAt, caughtUpAt] = [0, 0, 0];
    const confirmed = () => lab.history.asked.filter(({ status }) => status === 201).length;
    const seen = await outage(lab, lectureId, {
      away: async () => void (await lecture.stop()),
      back: async () => {
        behind = confirmed() - (await onRoster(lab, lectureId));
        await lecture.start();
        backAt = performance.now();
        const asOfNow = confirmed();
        await lab.until(async () => (await onRoster(lab, lectureId)) >= asOfNow, 'the roster does not catch up');
        caughtUpAt = performance.now();
      },
    });
    const { visits, during } = seen;
    return {
      done: [
        'Five students a second register and pay.',
        'The lecture service is stopped (SIGTERM) for ten seconds, then started again.',
        'Its queue has stored the events of the downtime; the roster is compared with the confirmed registrations.',
      ],
      measurements: [
        { what: 'requests in all', here: String(visits.all.length) },
        { what: 'answered with an error', here: String(failed(visits.all)) },
        { what: 'confirmed while lecture was down', here: percent(withStatus(during, 201), during.length) },
        { what: 'p99 before; during the downtime', here: `${p99(seen.before)} ms; ${p99(during)} ms` },
        { what: 'missing from the roster when lecture was back', here: `${behind} registrations` },
        { what: 'roster complete after', here: `${((caughtUpAt - backAt) / 1000).toFixed(1)} s` },
      ],
      charts: [answersOf('Registrations while lecture is down', seen, 'lecture is down')],
    };
  },
};
