import { strengthen, weaken } from './guards.mjs';
import { arm, disarm, passed } from './points.mjs';
import { skew } from './skewed-clock.mjs';

const orders = { arm, disarm, passed, weaken, strengthen, skew };

const { armed = [], weakened = [], skewMs = 0 } = JSON.parse(process.env.FAULTS ?? '{}');
for (const { point, action, when } of armed) arm(point, action, when);
weakened.forEach(weaken);
skew(skewMs);

if (process.channel) {
  process.on('message', ({ order, details, number }) => {
    const answer = orders[order](...details);
    process.send({ number, answer: typeof answer === 'number' ? answer : null });
  });
  // The parent process is gone, so this process must end itself.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel.unref();
}
