import { checkInvariants } from './cli/check-invariants.js';

process.exitCode = await checkInvariants({
  args: process.argv.slice(2),
  env: process.env,
  print: (text) => void process.stdout.write(`${text}\n`),
  printError: (text) => void process.stderr.write(`${text}\n`),
});
