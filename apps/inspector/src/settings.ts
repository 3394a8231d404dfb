import { relationalServices, type RelationalService } from '#contracts';
import { brokerSettings, coreSettings, databaseAddress, databaseSettings } from '#platform';
import { z } from 'zod';

export interface Addresses {
  databases: Partial<Record<RelationalService, string>>;
  views: string;
  broker: string;
  dataDir: string;
}

const ownDatabase = databaseAddress().optional();

type OwnDatabases = Record<`${Uppercase<RelationalService>}_DATABASE_URL`, typeof ownDatabase>;
const urlName = <Name extends RelationalService>(service: Name) =>
  `${service.toUpperCase() as Uppercase<Name>}_DATABASE_URL` as const;

export const inspectorSettings = z.object({
  SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR,
  DATABASE_URL: databaseSettings.DATABASE_URL,
  ...(Object.fromEntries(relationalServices.map((service) => [urlName(service), ownDatabase])) as OwnDatabases),
  VIEWS_URL: z
    .string()
    .refine((value) => /^(sqlite:$|mongodb(\+srv)?:\/\/)/.test(value), 'must be sqlite: or mongodb://…')
    .default('sqlite:'),
  BROKER_URL: brokerSettings.BROKER_URL,
});

export const addressesOf = (settings: z.output<typeof inspectorSettings>): Addresses => ({
  databases: Object.fromEntries(
    relationalServices.map((service) => [service, settings[urlName(service)] ?? settings.DATABASE_URL]),
  ),
  views: settings.VIEWS_URL,
  broker: settings.BROKER_URL,
  dataDir: settings.SUGANG_DATA_DIR,
});
