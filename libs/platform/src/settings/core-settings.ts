import { z } from 'zod';

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

/** Variables that every service reads; spread them into the service's own schema. */
export const coreSettings = {
  PORT: wholeNumber(0, 65_535).optional(),
  SUGANG_DATA_DIR: z.string().default('.data'),
  /** Who brings the schema up to date: each service at its start, or the command `migrate`, without which none starts. */
  SUGANG_MIGRATIONS: z.enum(['at-start', 'by-command']).default('at-start'),
  DATABASE_URL: address('sqlite:', 'mysql://', 'mariadb://').default('sqlite:'),
  BROKER_URL: address('in-process:', 'amqp://', 'amqps://').default('in-process:'),
  SUGANG_ISSUER: address('http://', 'https://').default('http://localhost:8080'),
  SUGANG_JWKS_URL: address('http://', 'https://').optional(),
  SUGANG_RATE_LIMIT: z.enum(['on', 'off']).default('on'),
  SUGANG_DEMO: flag.optional(),
  SUGANG_DRAIN_WAIT_MS: wholeNumber(0, 60_000).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
} as const;

export type CoreSettings = z.output<z.ZodObject<typeof coreSettings>>;

/** Where a service keeps its relational store; without `SUGANG_MIGRATIONS` it is migrated when it is opened. */
export type StoreSettings = Pick<CoreSettings, 'DATABASE_URL' | 'SUGANG_DATA_DIR'> &
  Partial<Pick<CoreSettings, 'SUGANG_MIGRATIONS'>>;

/** What the settings say of a service's store, as `Database.open` takes it. */
export const storeAt = (settings: StoreSettings) => ({
  url: settings.DATABASE_URL,
  dataDir: settings.SUGANG_DATA_DIR,
  migrate: settings.SUGANG_MIGRATIONS,
});
