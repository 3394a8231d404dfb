import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import Libsql from 'libsql';
import { MongoClient } from 'mongodb';
import { manifestOf, relationalServices, serviceNames } from '#contracts';
import { openBroker, queueNames } from '#messaging';
import { Database } from '#persistence';
import { tempDir } from '#testing';
import { collectionsOf } from '../../apps/mypage/src/persistence/mongo/collections.js';
import { SqliteViews } from '../../apps/mypage/src/persistence/sqlite-views.js';
import { StandaloneSettings } from '../../apps/standalone/src/settings.js';
import { RunningSystem } from '../support/running-system.js';
import { schemaOf } from '../support/schema.js';
import { serviceSettings } from '../support/service-settings.js';
import { serviceStores } from '../support/service-stores.js';

interface Row {
  what: string;
  store: 'sql' | 'mypage' | 'broker' | 'rabbitmq' | 'redis';
  services?: string[];
  names: string[];
  metrics?: string[];
  setting?: string;
  until?: string;
  sweep?: string;
}

const rows = load(readFileSync('docs/retention.yaml', 'utf8')) as Row[];

/** What the page lists, as `place.name`. */
const listed = (all: Row[]): string[] =>
  all.flatMap(({ store, services = [], names }) =>
    (store === 'sql' ? services : [store]).flatMap((place) => names.map((name) => `${place}.${name}`)),
  );

const missing = (stored: string[], all = rows): string[] => stored.filter((name) => !listed(all).includes(name));

describe('the retention page', () => {
  const dataDir = tempDir();
  const tablesOf = async (place: string, store: Database) => {
    const tables = Object.keys((await schemaOf(store)).columns);
    await store.close();
    return tables.map((table) => `${place}.${table}`);
  };

  async function storedNames(): Promise<string[]> {
    const relational = await Promise.all(
      Object.entries(serviceStores).map(async ([name, open]) =>
        tablesOf(name, await open({ url: 'sqlite:', dataDir })),
      ),
    );
    const views = await tablesOf('mypage', (await SqliteViews.open(dataDir))['database']);
    await (await openBroker('in-process:', dataDir)).close();
    const file = new Libsql(join(dataDir, 'broker.sqlite'));
    const kept = file
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
      .all([]) as { name: string }[];
    file.close();
    return [...relational.flat(), ...views, ...kept.map(({ name }) => `broker.${name}`), ...collections(), ...queues()];
  }

  function collections(): string[] {
    const { parts, ...others } = collectionsOf(new MongoClient('mongodb://unused').db('views'));
    return [...Object.values(parts), ...Object.values(others)].map(({ collectionName }) => `mypage.${collectionName}`);
  }

  function queues(): string[] {
    const versions = /\.v[0-9a-f]{6}$/;
    const ofConsumer = queueNames('consumer').all.map((name) =>
      name
        .replace(versions, '')
        .replace(/^consumer/, '<consumer>')
        .replace(/\.\d+$/, '.<milliseconds>'),
    );
    return [...ofConsumer, ...serviceNames.flatMap((name) => manifestOf(name).rpcQueues)].map(
      (name) => `rabbitmq.${name}`,
    );
  }

  it('has a row for every table, collection and queue, and none for one that does not exist', async () => {
    const stored = await storedNames();
    expect(Object.keys(serviceStores)).toEqual(expect.arrayContaining(relationalServices));
    expect(stored).toEqual(
      expect.arrayContaining(['payment.outbox', 'mypage.rebuild_events', 'rabbitmq.<consumer>.parked']),
    );
    expect(missing(stored)).toEqual([]);
    expect(listed(rows).filter((name) => !stored.includes(name))).toEqual(['redis.*']);
    expect(new Set(listed(rows)).size).toBe(listed(rows).length);
  });

  it('lacks a row for a new table (negative control)', () => {
    expect(missing(['payment.outbox', 'payment.receipts'])).toEqual(['payment.receipts']);
    expect(
      missing(
        ['payment.outbox'],
        rows.filter(({ what }) => what !== 'published events'),
      ),
    ).toEqual(['payment.outbox']);
  });

  it('names a setting of every service, or says why the period is fixed', async () => {
    const settings = await serviceSettings();
    for (const { what, setting, services = [], until } of rows) {
      expect({ what, isExplained: setting !== undefined || until !== undefined }).toEqual({ what, isExplained: true });
      if (setting === undefined) continue;
      expect(services.filter((service) => !(setting in settings[service]!.shape))).toEqual([]);
    }
  });
});

describe('an inbox that would forget an event before its parked copy is deleted', () => {
  const values = { SUGANG_INBOX_RETENTION_DAYS: '30', SUGANG_PARKED_RETENTION_DAYS: '30' };
  const fault = expect.objectContaining({ path: ['SUGANG_INBOX_RETENTION_DAYS'] });

  it('is rejected by every service with an inbox, and by the embedded mode', async () => {
    const schemas = { ...(await serviceSettings()), standalone: StandaloneSettings.schema };
    const withInbox = Object.entries(schemas).filter(([, { shape }]) => 'SUGANG_INBOX_RETENTION_DAYS' in shape);
    expect(withInbox.map(([name]) => name).toSorted()).toEqual([...relationalServices, 'standalone'].toSorted());
    for (const [, schema] of withInbox) expect(schema.safeParse(values).error?.issues).toContainEqual(fault);
  });
});

describe('the sweeps of the retention page', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start();
  });
  afterAll(async () => {
    await system?.stop();
    system?.forget();
  });

  it('run in the running system, and count what they delete', async () => {
    const metrics = await (await fetch(`${system.managementUrl}/metrics`)).text();
    const swept = rows.filter(({ sweep }) => sweep !== undefined);
    const has = (metric: string, label: string, value: string) =>
      new RegExp(`^${metric}\\{[^}]*${label}="${value}"`, 'm').test(metrics);
    const runs = (sweep: string) => has('sugang_recurring_seconds_count', 'task', sweep);
    const counts = (name: string) => has('sugang_expired_deleted_total', 'what', name);
    expect(swept.length).toBeGreaterThan(8);
    expect(swept.filter(({ sweep }) => !runs(sweep!)).map(({ what }) => what)).toEqual([]);
    const uncounted = swept.flatMap(({ names, metrics: counted = names }) => counted.filter((name) => !counts(name)));
    expect(uncounted).toEqual([]);
  });
});
