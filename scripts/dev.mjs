// `npm run dev`: every service and the gateway as processes of their own, on local servers, with prefixed logs.
// `npm run dev -- registration payment` starts some of them. Ctrl-C ends all of them in order; a second one at once.
import { provideServers } from './servers/provide.mjs';
import { DevService } from './dev/dev-service.mjs';
import { devEnvironment } from './dev/environment.mjs';
import { lineOf } from './dev/lines.mjs';
import { chosenServices, services } from './dev/services.mjs';

const say = (line) => console.log(lineOf('dev', line));

async function main() {
  const names = chosenServices(process.argv.slice(2));
  const servers = await provideServers({ say });
  if (servers.missing.length > 0) {
    servers.missing.forEach((missing) => say(`cannot start without ${missing}`));
    await servers.stop();
    return 1;
  }
  const env = devEnvironment(process.env, servers.env, names, say);
  const running = names.map((name) => new DevService(name, services[name], env));
  const asked = stopOnSignals(running);
  try {
    await Promise.race([asked, Promise.all(running.map((service) => service.ready()))]);
    say(`ready: ${names.join(', ')}${names.includes('gateway') ? ' on http://localhost:8080' : ''} (Ctrl-C ends)`);
    await Promise.race([asked, ...running.map((service) => service.ended)]);
  } finally {
    await Promise.all(running.map((service) => service.stop()));
    await servers.stop();
  }
  return 0;
}

function stopOnSignals(running) {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = () => {
      if (asked) running.forEach((service) => service.kill());
      asked = true;
      resolve();
    };
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  say(error.message);
  process.exitCode = 1;
}
