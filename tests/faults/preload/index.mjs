// Loaded with --import into a built service under test: the test controls its fail points and guards through the
// IPC channel, or on startup by FAULTS. Production code contains no test hook: methods are wrapped here.
import './orders.mjs';
import './skewed-clock.mjs';
import './points-of-messaging.mjs';
import './points-of-persistence.mjs';
import './weakened-platform.mjs';

const app = /dist\/apps\/(\w+)\/src\//.exec(process.argv[1])?.[1];
const runs = (service) => app === service || app === 'standalone' || app === undefined;

if (runs('payment')) {
  await import('./points-of-payment.mjs');
  await import('./weakened-payment.mjs');
}
if (runs('registration')) {
  await import('./points-of-registration.mjs');
  await import('./weakened-registration.mjs');
}
if (runs('notification')) await import('./points-of-notification.mjs');
if (runs('mypage')) await import('./weakened-mypage.mjs');
