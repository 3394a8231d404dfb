import { enableGuards, disableGuard } from './guards.mjs';
import { arm, disarm, timesReached } from './points.mjs';
import { skew, skewStore } from './skewed-clock.mjs';

const orders = { arm, disarm, timesReached, disableGuard, enableGuards, skew, skewStore };

const { armed = [], disabledGuards = [], skewMs = 0, storeSkewMs = 0 } = JSON.parse(process.env.FAULTS ?? '{}');
for (const { point, action, when } of armed) arm(point, action, when);
disabledGuards.forEach(disableGuard);
skew(skewMs);
skewStore(storeSkewMs);

if (process.channel) {
  process.on('message', ({ order, details, number }) => {
    const answer = orders[order](...details);
    process.send({ number, answer: typeof answer === 'number' ? answer : null });
  });
  // The parent process is gone, so this process must end itself.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref();
}
