import { randomBytes } from 'node:crypto';
import { serviceNames, services } from '#contracts';
import { startBuilt } from '../system.mjs';

/** The services that are not optional. */
export const requiredServices = serviceNames.filter((name) => !services[name].optional);

/** Every service as a separate process on the servers of the run. `BENCH_PROFILE` names a folder for CPU profiles. */
export async function startServices(places, { dataDir, env }) {
  const shared = {
    VIEWS_URL: 'sqlite:',
    ...env,
    BROKER_URL: places.brokerUrl(),
    SUGANG_IDENTITY_KEY: randomBytes(32).toString('base64'),
    SUGANG_PAYMENT_TOKEN_KEY: randomBytes(32).toString('base64'),
  };
  const running = {};
  const stop = () => Promise.all(Object.values(running).map((service) => service.stop()));
  try {
    for (const name of requiredServices) {
      const own = { ...shared, DATABASE_URL: places.databaseUrl(name) };
      running[name] = await startBuilt(name, { dataDir, env: own, flags: profiling(name) });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...running, pids: requiredServices.map((name) => [name, running[name].pid]), stop };
}

const profiling = (name) =>
  process.env.BENCH_PROFILE
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`, `--cpu-prof-name=${name}.cpuprofile`]
    : [];
