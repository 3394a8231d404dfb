import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { brokerSettings, coreSettings, databaseSettings, decimalNumber } from './core-settings.js';
import { InvalidSettings, loadSettings } from './load-settings.js';

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
  it('have the defaults of the documentation where nothing is set', () => {
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

  it('are read as what they mean', () => {
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

  it('count an empty variable as absent', () => {
    expect(loadSettings(settings, { SUGANG_KEY: key, PORT: '', LOG_LEVEL: '' }).LOG_LEVEL).toBe('info');
  });

  it('name every faulty variable at once, each with how to mend it', () => {
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

  it('never show a value, which may be a secret', () => {
    const faults = faultsOf({ SUGANG_KEY: 'hunter2', DATABASE_URL: 'postgres://root:hunter2@db', PORT: 'hunter2' });
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('hunter2');
  });
});
