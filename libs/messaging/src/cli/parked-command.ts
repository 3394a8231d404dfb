import { parseArgs } from 'node:util';
import type { ParkedMessages } from '../broker/broker.js';
import { parkedTable } from './parked-table.js';
import { EXIT, type Terminal } from './terminal.js';
import { withBroker } from './with-broker.js';

const USAGE = `usage: npm run parked -- list [consumer]
       npm run parked -- show <id>
       npm run parked -- replay <id> | --all [consumer]
       npm run parked -- drop <id>`;

const MOST_LISTED = 1000;

/** `list`, `show`, `replay` or `drop`: looks after the parked messages; answers the exit code. */
export async function parkedCommand(terminal: Terminal): Promise<number> {
  const act = actOf(terminal);
  if (act) return withBroker(terminal, ({ parked }) => act(parked));
  terminal.complain(USAGE);
  return EXIT.usage;
}

type Act = (parked: ParkedMessages) => Promise<number>;

function actOf(terminal: Terminal): Act | undefined {
  const { words, all } = parsed(terminal);
  const [verb = '', subject, ...rest] = words;
  if (rest.length > 0) return undefined;
  if (all) return verb === 'replay' ? replayAll(terminal, subject) : undefined;
  if (verb === 'list') return list(terminal, subject);
  if (subject === undefined) return undefined;
  switch (verb) {
    case 'show':
      return show(terminal, subject);
    case 'replay':
      return async (parked) => told(terminal, await parked.replay(subject), subject, 'sent back to its consumer');
    case 'drop':
      return async (parked) => told(terminal, await parked.drop(subject), subject, 'dropped for good');
    default:
      return undefined;
  }
}

function parsed(terminal: Terminal): { words: string[]; all: boolean } {
  try {
    const options = { all: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: terminal.words, allowPositionals: true, options });
    return { words: positionals, all: values.all ?? false };
  } catch (error) {
    terminal.complain((error as Error).message);
    return { words: [], all: false };
  }
}

const list =
  ({ say }: Terminal, consumer: string | undefined): Act =>
  async (parked) => {
    const messages = await parked.list({ limit: MOST_LISTED, ...(consumer && { consumer }) });
    if (messages.length === 0) say('nothing is parked');
    else parkedTable(messages).forEach(say);
    if (messages.length === MOST_LISTED) say(`only the oldest ${MOST_LISTED} are listed`);
    return EXIT.ok;
  };

const show =
  (terminal: Terminal, id: string): Act =>
  async (parked) => {
    const message = await parked.show(id);
    if (!message) return told(terminal, 0, id, 'shown');
    const { body, ...facts } = message;
    terminal.say(JSON.stringify(facts, null, 2));
    terminal.say(pretty(body));
    return EXIT.ok;
  };

const replayAll =
  ({ say }: Terminal, consumer: string | undefined): Act =>
  async (parked) => {
    const count = await parked.replayAll({ ...(consumer && { consumer }) });
    say(`${count} sent back to their consumers`);
    return EXIT.ok;
  };

function told({ say, complain }: Terminal, count: number, id: string, what: string): number {
  if (count > 0) say(`${id} is ${what}`);
  else complain(`nothing of the id ${id} is parked`);
  return count > 0 ? EXIT.ok : EXIT.failed;
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // It may be parked for the very reason that it is not JSON: shown as it is.
  }
}
