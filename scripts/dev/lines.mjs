const COLOURS = {
  identity: 35,
  lecture: 34,
  payment: 33,
  registration: 32,
  mypage: 36,
  notification: 95,
  gateway: 31,
  dev: 90,
};
const WIDTH = 13;

/** A line of the log with the name of who wrote it, coloured on a terminal. */
export function lineOf(name, line) {
  const prefix = `${name.padEnd(WIDTH)}|`;
  return `${process.stdout.isTTY ? `\u001b[${COLOURS[name] ?? 0}m${prefix}\u001b[0m` : prefix} ${line}`;
}
