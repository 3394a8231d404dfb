import { z } from 'zod';
import { networks } from '../http/trusted-peers.js';
import { oidcSettings } from './oidc-settings.js';

const number = (message: string, valid: (value: number) => boolean) =>
  z
    .string()
    .refine((value) => /^-?\d+(\.\d+)?$/.test(value) && valid(Number(value)), message)
    .transform(Number);

/** A variable that is a whole number between two bounds, both included. */
export const wholeNumber = (min: number, max: number) =>
  number(
    `must be a whole number from ${min} to ${max}`,
    (value) => Number.isInteger(value) && value >= min && value <= max,
  );

/** A variable that is a number, decimals allowed, between two bounds, both included. */
export const decimalNumber = (min: number, max: number) =>
  number(`must be a number from ${min} to ${max}`, (value) => value >= min && value <= max);

/** A variable that is `true` or `false`. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A variable that is an address with one of the given schemes, such as `amqp://…` or the bare `in-process:`. */
export const address = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (value) => schemes.some((scheme) => value.startsWith(scheme)) && URL.canParse(value),
      `must be an address that begins with ${schemes.join(' or ')}`,
    );

/** Variables of a service that tells or hears events. */
export const brokerSettings = {
  BROKER_URL: address('in-process:', 'amqp://', 'amqps://')
    .default('in-process:')
    .meta({ description: 'How events travel: within the process, or by RabbitMQ.', secret: true }),
} as const;

/** Variables of a service with a relational store. */
export const databaseSettings = {
  SUGANG_MIGRATIONS: z
    .enum(['at-start', 'by-command'])
    .default('at-start')
    .describe(
      'Who brings the schema up to date: the service at its start, or the command `migrate`, without which it does not start.',
    ),
  DATABASE_URL: address('sqlite:', 'mysql://', 'mariadb://').default('sqlite:').meta({
    description: "Its relational store. A server's schema is `sugang_<service>` unless the address has a path.",
    secret: true,
  }),
} as const;

/** Variables that every service reads; spread them into the service's own schema. */
export const coreSettings = {
  PORT: wholeNumber(0, 65_535).optional().describe('Where it listens; 0 takes a free port. Its own port when absent.'),
  SUGANG_DATA_DIR: z.string().default('.data').describe('Directory of the embedded stores.'),
  SUGANG_ISSUER: address('http://', 'https://')
    .default('http://localhost:8080')
    .describe('The address that people use; issuer of the tokens.'),
  SUGANG_JWKS_URL: address('http://', 'https://')
    .optional()
    .describe(
      'Where the public keys of the tokens are; `/.well-known/jwks.json` of the issuer when absent, or what `OIDC_ISSUER` says.',
    ),
  ...oidcSettings,
  SUGANG_RATE_LIMIT: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Limits what one client may ask for; `off` for load tests.'),
  SUGANG_GATEWAYS: networks
    .optional()
    .describe('Networks of the gateways, whose word about the address of a client is believed; nobody is when absent.'),
  SUGANG_DEMO: flag.optional().describe('Loads the demo data into empty stores.'),
  SUGANG_DRAIN_WAIT_MS: wholeNumber(0, 60_000)
    .default(0)
    .describe('Milliseconds between SIGTERM, from when on it is not ready, and the end of taking requests.'),
  SUGANG_SHUTDOWN_MS: wholeNumber(1_000, 600_000)
    .default(12_000)
    .describe(
      'Milliseconds after that within which everything comes to rest: what is under way, the outbox, the stores.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: address('http://', 'https://')
    .optional()
    .describe('Where traces go, by OTLP over HTTP, such as `http://collector:4318`; nothing is traced when absent.'),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional().meta({
    description: 'Headers for it, as `name=value,name=value`; its further standard settings are read as well.',
    secret: true,
  }),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on')
    .describe('Which traces are kept; `parentbased_…` goes by what the caller has decided.'),
  OTEL_TRACES_SAMPLER_ARG: decimalNumber(0, 1).default(1).describe('Share of the traces that `…traceidratio` keeps.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least weighty log lines that are written.'),
} as const;

export type CoreSettings = z.output<z.ZodObject<typeof coreSettings>>;

export type BrokerSettings = z.output<z.ZodObject<typeof brokerSettings>>;
export type DatabaseSettings = z.output<z.ZodObject<typeof databaseSettings>>;

/** Where a service keeps its relational store; without `SUGANG_MIGRATIONS` it is migrated when it is opened. */
export type StoreSettings = Pick<CoreSettings, 'SUGANG_DATA_DIR'> &
  Pick<DatabaseSettings, 'DATABASE_URL'> &
  Partial<DatabaseSettings>;

/** What the settings say of a service's store, as `Database.open` takes it. */
export const storeAt = (settings: StoreSettings) => ({
  url: settings.DATABASE_URL,
  dataDir: settings.SUGANG_DATA_DIR,
  migrate: settings.SUGANG_MIGRATIONS,
});
