import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  brokerSettings,
  coreSettings,
  databaseSettings,
  decimalNumber,
  inboxOutlivesParked,
  messageSettings,
  wholeNumber,
} from './core-settings.js';
import { createSettings, InvalidSettings, loadSettings, settingsFrom } from './settings.js';

const settings = z.object({
  ...coreSettings,
  ...brokerSettings,
  ...databaseSettings,
  SUGANG_HOLD_MINUTES: decimalNumber(0.01, 1440).default(10),
  SUGANG_KEY: z.string().min(32, 'must have at least 32 characters'),
});
const key = 'k'.repeat(32);

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadSettings(settings, env);
  } catch (error) {
    if (error instanceof InvalidSettings) return error.faults;
    throw error;
  }
  return [];
};

describe('settings', () => {
  it('have the documented defaults', () => {
    expect(loadSettings(settings, { SUGANG_KEY: key })).toMatchObject({
      SUGANG_DATA_DIR: '.data',
      DATABASE_URL: 'sqlite:',
      BROKER_URL: 'in-process:',
      SUGANG_ISSUER: 'http://localhost:8080',
      SUGANG_RATE_LIMIT: 'on',
      LOG_LEVEL: 'info',
      SUGANG_HOLD_MINUTES: 10,
    });
  });

  it('are converted to their types', () => {
    const read = loadSettings(settings, {
      SUGANG_KEY: key,
      PORT: '8081',
      SUGANG_HOLD_MINUTES: '0.5',
      SUGANG_DEMO: 'true',
      DATABASE_URL: 'mysql://root:secret@db:3306',
      UNRELATED: 'x',
    });
    expect(read).toMatchObject({ PORT: 8081, SUGANG_HOLD_MINUTES: 0.5, SUGANG_DEMO: true });
    expect(read).not.toHaveProperty('UNRELATED');
  });

  it('treat an empty variable as absent', () => {
    expect(loadSettings(settings, { SUGANG_KEY: key, PORT: '', LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });

  it('report every invalid variable at once, each with its rule', () => {
    expect(
      faultsOf({ PORT: 'eighty', SUGANG_HOLD_MINUTES: '-1', LOG_LEVEL: 'loud', DATABASE_URL: 'postgres://db' }),
    ).toEqual([
      'PORT: must be a whole number from 0 to 65535',
      'LOG_LEVEL: must be one of fatal, error, warn, info, debug, trace, silent',
      'DATABASE_URL: must be an address that begins with sqlite: or mysql:// or mariadb://',
      'SUGANG_HOLD_MINUTES: must be a number from 0.01 to 1440',
      'SUGANG_KEY: is required but not set',
    ]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://db/a?sslmode=REQUIRED', 'sslmode'],
    ['BROKER_URL', 'amqps://mq?heartbeats=10', 'heartbeats'],
  ])('report a misspelled parameter of %s, which would have no effect', (name, value, parameter) => {
    const schema = z.object({ ...databaseSettings, ...brokerSettings });
    expect(() => loadSettings(schema, { [name]: value })).toThrow(`${name}: has the unknown parameter ${parameter}`);
    const known = 'amqp://mq?namespace=tests&heartbeat=10';
    expect(loadSettings(schema, { BROKER_URL: known }).BROKER_URL).toBe(known);
  });

  it('report an inbox that would forget an event before its parked copy is deleted', () => {
    const schema = z.object({ ...brokerSettings, ...messageSettings }).check(inboxOutlivesParked);
    const load = (inbox: string, parked: string) =>
      loadSettings(schema, { SUGANG_INBOX_RETENTION_DAYS: inbox, SUGANG_PARKED_RETENTION_DAYS: parked });
    expect(() => load('30', '30')).toThrow(
      'SUGANG_INBOX_RETENTION_DAYS: must be more than SUGANG_PARKED_RETENTION_DAYS',
    );
    expect(load('31', '30')).toMatchObject({ SUGANG_OUTBOX_RETENTION_HOURS: 24 });
    expect(() => load('7', '1')).toThrow('SUGANG_INBOX_RETENTION_DAYS: must be a whole number from 8 to 3660');
  });

  it('name only known services that are not installed', () => {
    const schema = z.object(coreSettings);
    const loaded = loadSettings(schema, { SUGANG_DISABLED_SERVICES: 'mypage, notification' });
    expect(loaded.SUGANG_DISABLED_SERVICES).toEqual(['mypage', 'notification']);
    for (const wrong of ['my-page', 'mypage,,identity', 'gateway'])
      expect(() => loadSettings(schema, { SUGANG_DISABLED_SERVICES: wrong })).toThrow('must be names of services');
  });

  it('never show a value in a fault, because it may be a secret', () => {
    const faults = faultsOf({ SUGANG_KEY: 'hunter2', DATABASE_URL: 'postgres://root:hunter2@db', PORT: 'hunter2' });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('hunter2');
  });
});

const holdSchema = z.object({ SUGANG_HOLD_MINUTES: wholeNumber(1, 60).default(10) });

class HoldSettings extends createSettings(holdSchema) {
  get holdMs(): number {
    return this.SUGANG_HOLD_MINUTES * 60_000;
  }
}

describe('a settings class', () => {
  it('loads an instance of itself from environment variables', () => {
    const settings = HoldSettings.load({ SUGANG_HOLD_MINUTES: '2' });
    expect(settings).toBeInstanceOf(HoldSettings);
    expect([settings.SUGANG_HOLD_MINUTES, settings.holdMs]).toEqual([2, 120_000]);
  });

  it('rejects invalid environment variables', () => {
    expect(() => HoldSettings.load({ SUGANG_HOLD_MINUTES: 'soon' })).toThrow(
      'SUGANG_HOLD_MINUTES: must be a whole number from 1 to 60',
    );
  });

  it('creates an instance from validated values', () => {
    expect(HoldSettings.from({ SUGANG_HOLD_MINUTES: 5 }).holdMs).toBe(300_000);
  });

  it('is interchangeable with its schema', () => {
    expect(settingsFrom(HoldSettings, {}).holdMs).toBe(600_000);
    expect(settingsFrom(holdSchema, {})).toEqual({ SUGANG_HOLD_MINUTES: 10 });
    expect(HoldSettings.schema).toBe(holdSchema);
  });
});
