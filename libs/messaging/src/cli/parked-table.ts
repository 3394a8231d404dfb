import type { ParkedMessage } from '../broker/broker.js';

const HEAD = ['id', 'routing key', 'attempts', 'parked at', 'reason'];
const WIDEST_REASON = 80;

/** Parked messages as lines of a table, the head first. */
export function parkedTable(messages: ParkedMessage[]): string[] {
  const rows = [HEAD, ...messages.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
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
  (reason.split('\n', 1)[0] ?? '').slice(0, WIDEST_REASON),
];
