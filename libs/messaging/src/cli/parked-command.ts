import { parseArgs } from 'node:util';
import type { ParkedMessage, ParkedMessages } from '../broker/broker.js';
import { EXIT, withBroker, type CommandLine } from './command-line.js';

const USAGE = `usage: npm run parked -- list [consumer]
       npm run parked -- show <id>
       npm run parked -- replay <id> | --all [consumer]
       npm run parked -- drop <id>`;

const LIST_LIMIT = 1_000;

type Action = (parked: ParkedMessages) => Promise<number>;

export async function parkedCommand(commandLine: CommandLine): Promise<number> {
  const action = actionOf(commandLine);
  if (action) return withBroker(commandLine, ({ parked }) => action(parked));
  commandLine.printError(USAGE);
  return EXIT.usage;
}

function actionOf(commandLine: CommandLine): Action | undefined {
  const { positionals, all } = parsed(commandLine);
  const [verb = '', subject, ...rest] = positionals;
  if (rest.length > 0) return undefined;
  if (all) return verb === 'replay' ? replayAll(commandLine, subject) : undefined;
  if (verb === 'list') return list(commandLine, subject);
  if (subject === undefined) return undefined;
  switch (verb) {
    case 'show':
      return show(commandLine, subject);
    case 'replay':
      return async (parked) => report(commandLine, await parked.replay(subject), subject, 'returned to its consumer');
    case 'drop':
      return async (parked) => report(commandLine, await parked.drop(subject), subject, 'deleted');
    default:
      return undefined;
  }
}

function parsed(commandLine: CommandLine): { positionals: string[]; all: boolean } {
  try {
    const options = { all: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: commandLine.args, allowPositionals: true, options });
    return { positionals, all: values.all ?? false };
  } catch (error) {
    commandLine.printError((error as Error).message);
    return { positionals: [], all: false };
  }
}

const list =
  ({ print }: CommandLine, consumer: string | undefined): Action =>
  async (parked) => {
    const messages = await parked.list({ limit: LIST_LIMIT, ...(consumer && { consumer }) });
    if (messages.length === 0) print('No messages are parked.');
    else tableOf(messages).forEach(print);
    if (messages.length === LIST_LIMIT) print(`Only the oldest ${LIST_LIMIT} messages are listed.`);
    return EXIT.ok;
  };

const show =
  (commandLine: CommandLine, id: string): Action =>
  async (parked) => {
    const message = await parked.show(id);
    if (!message) return report(commandLine, 0, id, 'shown');
    const { body, ...details } = message;
    commandLine.print(JSON.stringify(details, null, 2));
    commandLine.print(formatted(body));
    return EXIT.ok;
  };

const replayAll =
  ({ print }: CommandLine, consumer: string | undefined): Action =>
  async (parked) => {
    const count = await parked.replayAll({ ...(consumer && { consumer }) });
    print(`${count} returned to their consumers.`);
    return EXIT.ok;
  };

function report({ print, printError }: CommandLine, count: number, id: string, outcome: string): number {
  if (count > 0) print(`${id} was ${outcome}.`);
  else printError(`No parked message has the id ${id}. List the parked messages with: npm run parked -- list`);
  return count > 0 ? EXIT.ok : EXIT.failed;
}

function formatted(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body; // Possibly parked because it is not JSON.
  }
}

const COLUMNS = ['id', 'routing key', 'attempts', 'parked at', 'reason'];
const REASON_WIDTH = 80;

function tableOf(messages: ParkedMessage[]): string[] {
  const rows = [COLUMNS, ...messages.map(rowOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const rowOf = ({ id, routingKey, attempts, parkedAt, reason }: ParkedMessage): string[] => [
  id,
  routingKey,
  String(attempts),
  parkedAt.toISOString(),
  (reason.split('\n', 1)[0] ?? '').slice(0, REASON_WIDTH),
];
