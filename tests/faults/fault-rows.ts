import { afterAll, beforeAll, it } from '@jest/globals';
import { freshSeed } from './cli/options.js';
import { describeWithOwnServers } from './lab/describe-with-own-servers.js';
import type { Servers } from './lab/server-controls.js';
import { startServers } from './lab/servers.js';
import type { Row } from './row.js';
import { Labs, runControl, runRow } from './run-row.js';

const WITHIN_MS = 240_000;

/**
 * Every row once in its small size with a fresh seed; rows with equal lab options share a lab.
 * @param controlled rows whose negative controls run here as well; the nightly chaos run covers all of them
 */
export function describeFaultRows(rows: Row[], controlled: Row[] = []): void {
  describeWithOwnServers('fault matrix: the system', () => {
    let servers: Servers;
    let labs: Labs;
    beforeAll(async () => {
      servers = await startServers();
      labs = new Labs(servers, 'ci');
    }, WITHIN_MS);
    afterAll(async () => {
      await labs?.close();
      await servers?.stop();
    }, WITHIN_MS);

    it.each(rows.map((row) => [row.fault, row.required, row] as const))(
      'survives this fault: %s. %s',
      async (_fault, _required, row) => {
        const { seed, broken } = await runRow(row, freshSeed(), labs);
        if (broken.length > 0) throw new Error(`row ${row.number} with seed ${seed}:\n${broken.join('\n')}`);
      },
      WITHIN_MS,
    );

    if (controlled.length === 0) return;
    it.each(controlled.map((row) => [row.fault, row.guard, row] as const))(
      'breaks under this fault without its guard: %s; %s',
      async (_fault, _guard, row) => {
        const seed = freshSeed();
        const found = await runControl(row, seed, labs);
        if (found.length === 0) throw new Error(`row ${row.number} with seed ${seed}: without its guard nothing broke`);
      },
      WITHIN_MS,
    );
  });
}
