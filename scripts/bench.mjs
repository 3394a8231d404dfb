// npm run bench -- <name> [--quick]: measures on this machine, now, and writes docs/benchmarks/<name>; `all` runs every one.
// `--quick` runs one short round, for a machine with other load. A slow result does not fail the benchmark; a wrong outcome does.
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
});
const names = [
  'embedded',
  'limit',
  'gateway',
  'opening',
  'slow-payment',
  'seats',
  'freshness',
  'growth',
  'reads',
  'footprint',
];
const [asked = 'embedded'] = positionals;

if (values.quick) {
  process.env.BENCH_SECONDS ??= '2';
  process.env.BENCH_STUDENTS ??= '60';
  process.env.BENCH_REGISTRATIONS ??= '120';
}
if (asked !== 'all' && !names.includes(asked)) {
  process.stderr.write(`bench: there is no ${asked}; there are ${names.join(', ')}, all\n`);
  process.exitCode = 1;
} else {
  for (const name of asked === 'all' ? names : [asked]) await (await import(`./bench/${name}.mjs`)).run?.(values);
  const { writeCapacity } = await import('./docs/capacity.mjs');
  await writeCapacity();
}
