// `npm run dev` starts every service and the gateway as separate processes on local servers, with prefixed logs.
// `npm run dev -- registration payment` starts some of them; SUGANG_DISABLED_SERVICES=mypage leaves out services as an installation does. Ctrl-C stops all of them gracefully; a second Ctrl-C kills them.
import { processNames, servicePorts } from '#contracts';
import { provideServers } from './servers/provide.mjs';
import { DevService } from './dev/dev-service.mjs';
import { devEnvironment } from './dev/environment.mjs';
import { prefixed } from './dev/log-lines.mjs';

const say = (line) => console.log(prefixed('dev', line));

async function main() {
  const names = chosen(process.argv.slice(2));
  const servers = await provideServers({ say });
  if (servers.missing.length > 0) {
    servers.missing.forEach((missing) => say(`cannot start: ${missing}`));
    await servers.stop();
    return 1;
  }
  const env = devEnvironment(process.env, servers.env, names, say);
  const running = names.map((name) => new DevService(name, servicePorts[name], env));
  const interrupted = onSignal(running);
  try {
    await Promise.race([interrupted, Promise.all(running.map((service) => service.ready()))]);
    say(
      `ready: ${names.join(', ')}${names.includes('gateway') ? ` on http://localhost:${servicePorts.gateway}` : ''} (Ctrl-C stops)`,
    );
    await Promise.race([interrupted, ...running.map((service) => service.ended)]);
  } finally {
    await Promise.all(running.map((service) => service.stop()));
    await servers.stop();
  }
  return 0;
}

function chosen(names) {
  const unknown = names.filter((name) => !processNames.includes(name));
  if (unknown.length > 0) {
    throw new Error(`Unknown service: ${unknown.join(', ')}. Choose from ${processNames.join(', ')}.`);
  }
  const disabled = (process.env.SUGANG_DISABLED_SERVICES ?? '').split(',').map((each) => each.trim());
  return names.length === 0 ? processNames.filter((name) => !disabled.includes(name)) : names;
}

/** Resolves on the first signal and kills all processes on the second. */
function onSignal(running) {
  return new Promise((resolve) => {
    let stopping = false;
    const handle = () => {
      if (stopping) running.forEach((service) => service.kill());
      stopping = true;
      resolve();
    };
    process.on('SIGINT', handle).on('SIGTERM', handle);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
