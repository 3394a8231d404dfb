import { address, brokerSettings, coreSettings, databaseSettings } from '#platform';
import { z } from 'zod';
import type { Addresses } from './addresses.js';

const ownDatabase = address('sqlite:', 'mysql://', 'mariadb://').optional();

/** The variables of the services; where they do not share one `DATABASE_URL`, each has one of its own. */
export const inspectorSettings = z.object({
  SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR,
  DATABASE_URL: databaseSettings.DATABASE_URL,
  REGISTRATION_DATABASE_URL: ownDatabase,
  PAYMENT_DATABASE_URL: ownDatabase,
  LECTURE_DATABASE_URL: ownDatabase,
  IDENTITY_DATABASE_URL: ownDatabase,
  NOTIFICATION_DATABASE_URL: ownDatabase,
  VIEWS_URL: z
    .string()
    .refine((value) => /^(sqlite:$|mongodb(\+srv)?:\/\/)/.test(value), 'must be sqlite: or mongodb://…')
    .default('sqlite:'),
  BROKER_URL: brokerSettings.BROKER_URL,
});

export const addressesOf = (settings: z.output<typeof inspectorSettings>): Addresses => ({
  databases: {
    registration: settings.REGISTRATION_DATABASE_URL ?? settings.DATABASE_URL,
    payment: settings.PAYMENT_DATABASE_URL ?? settings.DATABASE_URL,
    lecture: settings.LECTURE_DATABASE_URL ?? settings.DATABASE_URL,
    identity: settings.IDENTITY_DATABASE_URL ?? settings.DATABASE_URL,
    notification: settings.NOTIFICATION_DATABASE_URL ?? settings.DATABASE_URL,
  },
  views: settings.VIEWS_URL,
  broker: settings.BROKER_URL,
  dataDir: settings.SUGANG_DATA_DIR,
});
