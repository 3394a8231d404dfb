import { randomBytes } from 'node:crypto';
import { startBuilt } from '../system.mjs';

const NAMES = ['identity', 'lecture', 'payment', 'registration', 'mypage'];

/** Every service as a process of its own on the servers of the run. `BENCH_PROFILE` names a folder for processor profiles. */
export async function startServices(places, { dataDir, env }) {
  const shared = {
    ...env,
    BROKER_URL: places.brokerUrl(),
    SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
    SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
    VIEWS_URL: 'sqlite:',
  };
  const running = {};
  const stop = () => Promise.all(Object.values(running).map((service) => service.stop()));
  try {
    for (const name of NAMES) {
      const own = { ...shared, DATABASE_URL: places.databaseUrl(name) };
      running[name] = await startBuilt(name, { dataDir, env: own, flags: profiling(name) });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...running, pids: NAMES.map((name) => [name, running[name].pid]), stop };
}

const profiling = (name) =>
  process.env.BENCH_PROFILE
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`, `--cpu-prof-name=${name}.cpuprofile`]
    : [];
