import { relationalServices, type RelationalService } from '#contracts';
import { address, brokerSettings, coreSettings, databaseSettings } from '#platform';
import { z } from 'zod';

/** Addresses of the stores and the broker, as the services themselves are configured. */
export interface Addresses {
  /** `DATABASE_URL` of each service: `sqlite:`, or a MySQL address whose default schema is `sugang_<service>`. Optional services may be absent. */
  databases: Partial<Record<RelationalService, string>>;
  /** `VIEWS_URL` of My Page: `sqlite:` or `mongodb://…`. */
  views: string;
  /** `BROKER_URL`: `in-process:`, or `amqp://…` with an optional namespace. */
  broker: string;
  /** `SUGANG_DATA_DIR`: directory of the SQLite files. */
  dataDir: string;
}

const ownDatabase = address('sqlite:', 'mysql://', 'mariadb://').optional();

type OwnDatabases = Record<`${Uppercase<RelationalService>}_DATABASE_URL`, typeof ownDatabase>;
const urlName = <Name extends RelationalService>(service: Name) =>
  `${service.toUpperCase() as Uppercase<Name>}_DATABASE_URL` as const;

/** The settings of the services. Where they do not share one `DATABASE_URL`, each has its own: `PAYMENT_DATABASE_URL`. */
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
