import { setTimeout as pause } from 'node:timers/promises';
import { percent, type Experiment } from '../experiment.js';
import { livenessOf, Supervisor, type Probe } from '../supervisor.js';
import { failed, perSecond, Visits, withStatus } from '../visits.js';

const inWords = ({ periodSeconds, timeoutSeconds, failureThreshold }: Probe) =>
  `every ${periodSeconds} s, ${timeoutSeconds} s timeout, ${failureThreshold} failures`;

export const selfHealing: Experiment = {
  name: 'self-healing',
  title: 'Liveness: an unresponsive service is replaced, an unavailable database restarts no service',
  question: 'Registration hangs: after how many failed probes is it replaced, and for how long did registrations fail?',

  async run(stage) {
    const probe = livenessOf('values-experiment.yaml');
    const lab = await stage.open({});
    const lectureId = await lab.openLecture({ capacity: 100_000 });
    const registration = lab.service('registration');
    const supervisor = new Supervisor(registration, probe);
    const visits = new Visits();
    let [sickAt, wellAt, restartsForDatabase] = [0, 0, 0];
    const story = async () => {
      await pause(4_000);
      stage.report('registration hangs (its process is frozen) ...');
      sickAt = visits.now;
      registration.freeze();
      await lab.until(() => supervisor.restarts.length > 0 && registration.runs, 'it was not restarted', 90_000);
      const registersAgain = async () => (await lab.students(1)[0]!.register(lectureId)).status < 300;
      await lab.until(registersAgain, 'the new one does not work', 60_000);
      wellAt = visits.now;
      await pause(4_000);
      stage.report('the database is frozen for three periods of the probe ...');
      const before = supervisor.restarts.length;
      lab.mariadb.freeze();
      await pause(3 * probe.periodSeconds * 1000);
      lab.mariadb.thaw();
      restartsForDatabase = supervisor.restarts.length - before;
      await pause(4_000);
    };
    await visits.stream(lab, 2, (student) => student.register(lectureId), story());
    await supervisor.stop();
    const afterwards = visits.between(wellAt, wellAt + 4);
    return {
      done: [
        `A supervisor probes \`/health/live\` of registration as configured in the chart's \`values-experiment.yaml\`: ${inWords(probe)} (the chart itself: ${inWords(livenessOf('values.yaml'))}).`,
        "Registration's process is frozen (SIGSTOP); two students a second try to register.",
        'The supervisor kills it and starts another one.',
        'Then the database is frozen for a while: registration is alive and must not be restarted.',
      ],
      measurements: [
        { what: 'failed probes until it was replaced', here: supervisor.restarts.slice(0, 1).join() },
        { what: 'registrations failed for', here: `${(wellAt - sickAt).toFixed(1)} s` },
        {
          what: 'successful responses in the four seconds afterwards',
          here: percent(withStatus(afterwards, 201, 202), afterwards.length),
        },
        { what: 'restarted because of the database', here: `${restartsForDatabase} times` },
        { what: 'requests; answered with an error', here: `${visits.all.length}; ${failed(visits.all)}` },
      ],
      charts: [
        {
          title: 'Registrations while registration hangs and is replaced',
          kind: 'lines',
          x: 'seconds',
          y: 'answers per second, by when they were asked for',
          series: [
            {
              name: 'confirmed',
              values: perSecond(
                visits.all.filter(({ status }) => status === 201),
                visits.now,
              ),
            },
            {
              name: 'failed',
              values: perSecond(
                visits.all.filter(({ status }) => status === 0 || status >= 400),
                visits.now,
              ),
            },
          ],
          spans: [{ from: sickAt, to: wellAt, name: 'sick' }],
        },
      ],
    };
  },
};
