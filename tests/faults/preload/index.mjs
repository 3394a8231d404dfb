// Loaded with --import into a built service of a test: its fail points and guards come under orders from outside, by the
// IPC channel, or at the start by FAULTS. Production code knows nothing of it: what it needs is wrapped here.
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
