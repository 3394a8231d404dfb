import { percent, type Experiment } from '../experiment.js';
import { answersOf, outage } from '../outage.js';
import { failed, p99, withStatus } from '../visits.js';

export const withoutMyPage: Experiment = {
  name: 'without-my-page',
  title: 'A supporting service removed',
  question: 'My Page is killed under load and stays down for a while: are registrations affected?',

  async run(stage) {
    const lab = await stage.open({});
    const lectureId = await lab.openLecture({ capacity: 100_000 });
    stage.report('students register, five a second; My Page is killed after eight seconds, for ten ...');
    const mypage = lab.service('mypage');
    const seen = await outage(lab, lectureId, { away: () => mypage.kill(), back: () => mypage.start() });
    const { visits, before, during } = seen;
    return {
      done: [
        'Five students a second register and pay.',
        'My Page is killed (SIGKILL), and started again ten seconds later; it catches up from its queue.',
      ],
      measurements: [
        { what: 'requests in all', here: String(visits.all.length) },
        { what: 'answered with an error', here: String(failed(visits.all)) },
        { what: 'confirmed during the downtime', here: percent(withStatus(during, 201), during.length) },
        { what: 'p99 before; during the downtime', here: `${p99(before)} ms; ${p99(during)} ms` },
      ],
      charts: [answersOf('Registrations while My Page is down', seen, 'My Page is down')],
    };
  },
};
