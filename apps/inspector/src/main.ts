import { coreSettings, loadSettings } from '#platform';
import { z } from 'zod';
import { inspect } from './inspect.js';

const { DATABASE_URL, BROKER_URL, SUGANG_DATA_DIR } = loadSettings(
  z.object({
    DATABASE_URL: coreSettings.DATABASE_URL,
    BROKER_URL: coreSettings.BROKER_URL,
    SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR,
  }),
  process.env,
);
const databases = { registration: DATABASE_URL, payment: DATABASE_URL, lecture: DATABASE_URL, identity: DATABASE_URL };
const findings = await inspect({ databases, views: 'sqlite:', broker: BROKER_URL, dataDir: SUGANG_DATA_DIR });
process.exitCode = findings.some(({ broken }) => broken.length > 0) ? 1 : 0;
