import { checkInvariants } from './cli/check-invariants.js';

process.exitCode = await checkInvariants({
  words: process.argv.slice(2),
  env: process.env,
  say: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
});
