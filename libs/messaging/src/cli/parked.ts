import { parseArgs } from 'node:util';
import type { Broker, ParkedMessage } from '../broker/broker.js';
import { complain, EXIT_USAGE, say, withBroker } from './with-broker.js';

const USAGE = `usage: npm run parked -- list [consumer]
       npm run parked -- show <id>
       npm run parked -- replay <id> | --all [consumer]
       npm run parked -- drop <id>`;

type Act = (broker: Broker, subject: string | undefined) => Promise<number>;

const acts: Record<string, Act> = {
  list: async ({ parked }, consumer) => {
    const messages = await parked.list({ ...(consumer && { consumer }) });
    if (messages.length === 0) say('nothing is parked');
    else table(messages).forEach(say);
    return 0;
  },
  show: async ({ parked }, id) => {
    const message = await parked.show(id ?? '');
    if (!message) return complain(`nothing of the id ${id} is parked`, 1);
    const { body, ...facts } = message;
    say(JSON.stringify(facts, null, 2));
    say(pretty(body));
    return 0;
  },
  replay: async ({ parked }, id) => told(await parked.replay(id ?? ''), id, 'sent back to its consumer'),
  drop: async ({ parked }, id) => told(await parked.drop(id ?? ''), id, 'dropped for good'),
};

const replayAll: Act = async ({ parked }, consumer) => {
  const count = await parked.replayAll({ ...(consumer && { consumer }) });
  say(`${count} sent back to their consumers`);
  return 0;
};

function told(count: number, id: string | undefined, what: string): number {
  if (count === 0) return complain(`nothing of the id ${id} is parked`, 1);
  say(`${id} is ${what}`);
  return 0;
}

function table(messages: ParkedMessage[]): string[] {
  const rows = messages.map(({ id, routingKey, attempts, parkedAt, reason }) => [
    id,
    routingKey,
    String(attempts),
    parkedAt.toISOString(),
    reason.split('\n', 1)[0]!.slice(0, 80),
  ]);
  const all = [['id', 'routing key', 'attempts', 'parked at', 'reason'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // It may be parked for the very reason that it is not JSON: shown as it is.
  }
}

function main(): Promise<number> | number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' } } });
  const [verb = '', subject, ...rest] = positionals;
  const act = verb === 'replay' && values.all ? replayAll : acts[verb];
  const needsSubject = act !== replayAll && verb !== 'list';
  if (!act || rest.length > 0 || (needsSubject && !subject)) return complain(USAGE, EXIT_USAGE);
  return withBroker((broker) => act(broker, subject));
}

process.exitCode = await main();
