// `npm run restore-drill`: loses the servers under load and restores a backup into empty ones; the last line is the report as JSON.
import { restoreDrill } from './restore-drill.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const { invariants, ...report } = await restoreDrill(say);
say(invariants.output.trim());
say(JSON.stringify({ ...report, invariants: invariants.code === 0 ? 'hold' : 'are broken' }));
process.exitCode = invariants.code === 0 && report.lostBeforeShipping === 0 ? 0 : 1;
