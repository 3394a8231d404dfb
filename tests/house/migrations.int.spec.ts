import { expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { relationalServices } from '#contracts';
import { MigrationsPending } from '#persistence';
import { onEveryStore, type StoreAddress } from '#testing';
import { openRegistrationStore } from '../../apps/registration/src/persistence/registration-store.js';

const others = relationalServices.filter((name) => name !== 'registration');

/** The built command in a separate process. */
const migrate = (service: string, { url, dataDir }: StoreAddress) => {
  const settings = { DATABASE_URL: url, SUGANG_DATA_DIR: dataDir, SUGANG_MIGRATIONS: 'by-command', LOG_LEVEL: 'info' };
  const command = resolve(import.meta.dirname, `../../dist/apps/${service}/src/migrate.js`);
  return new Promise<{ code: number | null; output: string }>((ended) => {
    const child = execFile(
      process.execPath,
      [command],
      { env: { ...process.env, ...settings } },
      (_error, out, output) => ended({ code: child.exitCode, output: out + output }),
    );
  });
};

const start = (address: StoreAddress) => openRegistrationStore({ ...address, migrate: 'by-command' });

onEveryStore('a service whose schema is migrated by command', (newStore) => {
  it('refuses to start before the migrate command and starts after one or two runs of it', async () => {
    const at = newStore();
    await expect(start(at)).rejects.toThrow(/CreateRegistrations|Unknown database/);

    for (const time of ['first', 'second']) {
      expect({ time, ...(await migrate('registration', at)) }).toMatchObject({
        code: 0,
        output: expect.stringContaining('the schema is up to date'),
      });
    }
    const store = await start(at);
    expect(await store.reader.query('SELECT * FROM registration')).toEqual([]);
    await store.close();
  });

  it('reports pending migrations, and accepts a newer schema', async () => {
    const at = newStore();
    const older = await openRegistrationStore(at);
    await older.transaction(async ({ manager }) => {
      await manager.query("INSERT INTO migrations (timestamp, name) VALUES (9990000000000, 'OfTomorrow9990000000000')");
    });
    await (await start(at)).close();

    await older.transaction(async ({ manager }) => {
      await manager.query("DELETE FROM migrations WHERE name = 'CreateRegistrations1760000001000'");
    });
    const refusal = await start(at).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MigrationsPending);
    expect((refusal as Error).message).toBe(
      'the schema lacks CreateRegistrations1760000001000: run the migrate command of this service first',
    );
    await older.close();
  });

  it.each(others)('of %s has a migrate command that needs only the store settings', async (service) => {
    expect(await migrate(service, newStore())).toMatchObject({ code: 0 });
  });
});

it('the migrate command exits with 78 for invalid settings, and with 1 without a server', async () => {
  expect(await migrate('payment', { url: 'nonsense', dataDir: '' })).toMatchObject({
    code: 78,
    output: expect.stringContaining('DATABASE_URL: must be an address'),
  });
  expect(await migrate('payment', { url: 'mysql://127.0.0.1:1', dataDir: '' })).toMatchObject({
    code: 1,
    output: expect.stringContaining('payment cannot migrate: '),
  });
});
