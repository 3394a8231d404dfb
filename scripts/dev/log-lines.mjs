import { processNames } from '#contracts';

const COLORS = [32, 33, 34, 36, 95, 35, 31, 92, 93, 94, 96];
const GRAY = 90;
const WIDTH = 13;

/** A log line with the name of its process in front, colored on a terminal. */
export function prefixed(name, line) {
  const prefix = `${name.padEnd(WIDTH)}|`;
  const color = COLORS[processNames.indexOf(name) % COLORS.length] ?? GRAY;
  return `${process.stdout.isTTY ? `\u001b[${color}m${prefix}\u001b[0m` : prefix} ${line}`;
}
