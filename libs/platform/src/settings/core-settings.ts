import { serviceNames, type ServiceName } from '#contracts';
import { mysqlAddressFaults } from '#persistence';
import { z } from 'zod';
import { networks } from '../http/trusted-peers.js';
import { oidcSettings } from './oidc-settings.js';

const number = (message: string, valid: (value: number) => boolean) =>
  z
    .string()
    .refine((value) => /^-?\d+(\.\d+)?$/.test(value) && valid(Number(value)), message)
    .transform(Number);

export const wholeNumber = (min: number, max: number) =>
  number(
    `must be a whole number from ${min} to ${max}`,
    (value) => Number.isInteger(value) && value >= min && value <= max,
  );

export const decimalNumber = (min: number, max: number) =>
  number(`must be a number from ${min} to ${max}`, (value) => value >= min && value <= max);

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** A variable with a URL of one of these schemes, such as `amqp://…` or `in-process:`. */
export const address = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (value) => schemes.some((scheme) => value.startsWith(scheme)) && URL.canParse(value),
      `must be an address that begins with ${schemes.join(' or ')}`,
    );

/** A check of an address: a misspelled parameter would silently have no effect. */
export const knownParameters =
  (...known: string[]) =>
  (value: string, context: z.RefinementCtx): void => {
    if (!URL.canParse(value)) return;
    const unknown = [...new URL(value).searchParams.keys()].filter((name) => !known.includes(name));
    for (const name of unknown)
      context.addIssue(`has the unknown parameter ${name}; known parameters: ${known.join(', ') || 'none'}`);
  };

export const brokerSettings = {
  BROKER_URL: address('in-process:', 'amqp://', 'amqps://')
    .superRefine(knownParameters('namespace', 'heartbeat', 'frameMax', 'channelMax', 'locale'))
    .default('in-process:')
    .meta({ description: 'How events are transported: within the process, or by RabbitMQ.', secret: true }),
  SUGANG_PARKED_RETENTION_DAYS: wholeNumber(1, 3_650)
    .default(30)
    .describe('Days after which a parked message is deleted if it was not replayed.'),
} as const;

/** Settings of a service with an outbox and an inbox. Its schema also needs the check `inboxOutlivesParked`. */
export const messageSettings = {
  // At most 7 days, so that every inbox (at least 8 days) outlives the outboxes of other services, which may be republished.
  SUGANG_OUTBOX_RETENTION_HOURS: wholeNumber(1, 168)
    .default(24)
    .describe('Hours for which published events can be republished; then they are deleted.'),
  SUGANG_INBOX_RETENTION_DAYS: wholeNumber(8, 3_660)
    .default(35)
    .describe(
      'Days for which a repeated event is recognized; more than `SUGANG_PARKED_RETENTION_DAYS`, because parked messages can be replayed.',
    ),
  SUGANG_RESYNC_RETENTION_DAYS: wholeNumber(1, 3_650)
    .default(30)
    .describe('Days after which finished resync and republish jobs are deleted.'),
} as const;

/** A parked copy of a consumed event must be recognized when it is replayed. */
export const inboxOutlivesParked = z.refine<Record<string, unknown>>(
  ({ SUGANG_INBOX_RETENTION_DAYS: inbox, SUGANG_PARKED_RETENTION_DAYS: parked }) =>
    [inbox, parked].some((days) => typeof days !== 'number') || Number(inbox) > Number(parked),
  {
    path: ['SUGANG_INBOX_RETENTION_DAYS'],
    error: 'must be more than SUGANG_PARKED_RETENTION_DAYS',
    when: () => true,
  },
);

export const streamSettings = {
  SUGANG_STREAM_POLL_MS: wholeNumber(20, 500)
    .default(400)
    .describe('Interval at which changes are polled while a stream is open, in milliseconds.'),
  SUGANG_STREAM_HEARTBEAT_MS: wholeNumber(100, 60_000)
    .default(15_000)
    .describe('Interval of the heartbeat comments on a stream, in milliseconds.'),
} as const;

export const mailSettings = {
  SUGANG_SMTP_URL: address('smtp://', 'smtps://')
    .superRefine(knownParameters('requireTLS', 'ignoreTLS', 'name', 'tls.servername'))
    .optional()
    .meta({
      description:
        'URL of the SMTP server. If it is set, e-mail is offered and new addresses are verified. The URL may contain the password; `?requireTLS=true` rejects unencrypted connections.',
      secret: true,
    }),
  SUGANG_MAIL_FROM: z.string().default('Sugang <no-reply@sugang.dev>').describe('Sender of e-mail.'),
} as const;

export function databaseAddress() {
  return address('sqlite:', 'mysql://', 'mariadb://').superRefine((value, context) => {
    for (const fault of mysqlAddressFaults(value)) context.addIssue(fault);
  });
}

export const databaseSettings = {
  SUGANG_MIGRATIONS: z
    .enum(['at-start', 'by-command'])
    .default('at-start')
    .describe(
      'When the schema is migrated: by the service on startup, or only by the command `migrate`, without which the service does not start on an outdated schema.',
    ),
  DATABASE_URL: databaseAddress().default('sqlite:').meta({
    description:
      'Relational store of the service. On a server, the schema is `sugang_<service>` unless the address has a path. Parameters: `ssl-mode` (`DISABLED`, `PREFERRED`, `REQUIRED`, `VERIFY_CA`, `VERIFY_IDENTITY`) and the files `ssl-ca`, `ssl-cert` and `ssl-key`.',
    secret: true,
  }),
} as const;

export const MAX_KEYS_PER_ACCOUNT = 1_000;

const fingerprintKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=?$/, 'must be 32 random bytes in base64: openssl rand -base64 32');

/** Of a service with `@Idempotent()` routes. */
export const idempotencySettings = {
  SUGANG_FINGERPRINT_KEY: fingerprintKey.optional().meta({
    description:
      'Key of the hashes that detect an idempotency key reused for another request, and of links to rosters; the same for all replicas of the service. Without it, a random key is stored in the database.',
    secret: true,
  }),
  SUGANG_FINGERPRINT_KEY_PREVIOUS: fingerprintKey.optional().meta({
    description:
      'A second key whose hashes and links are accepted. To rotate, first set the new key here and restart all replicas, then exchange both.',
    secret: true,
  }),
  SUGANG_MAX_IDEMPOTENCY_KEYS: wholeNumber(10, 1_000_000)
    .default(MAX_KEYS_PER_ACCOUNT)
    .describe('Maximum number of idempotency keys of one account within `SUGANG_IDEMPOTENCY_RETENTION_HOURS`.'),
  SUGANG_IDEMPOTENCY_RETENTION_HOURS: wholeNumber(24, 720)
    .default(24)
    .describe('Hours for which a request can be repeated with its idempotency key.'),
} as const;

const disabledServices = z.string().transform((value, context): ServiceName[] => {
  const names = value.split(',').map((each) => each.trim());
  const unknown = names.filter((name) => !serviceNames.includes(name as ServiceName));
  if (unknown.length > 0)
    context.addIssue(`must be names of services, separated by commas: ${serviceNames.join(', ')}`);
  return names as ServiceName[];
});

export const coreSettings = {
  PORT: wholeNumber(0, 65_535)
    .optional()
    .describe('Port to listen on; 0 chooses a free one. Without it, the default port of the service.'),
  SUGANG_MANAGEMENT_PORT: wholeNumber(0, 65_535)
    .optional()
    .describe(
      'Port of `/metrics` and of the health endpoints for probes; 0 chooses a free one. Without it, `PORT` + 10000.',
    ),
  SUGANG_DATA_DIR: z.string().default('.data').describe('Directory of the embedded stores.'),
  SUGANG_ISSUER: address('http://', 'https://')
    .default('http://localhost:8080')
    .describe('Public address of Sugang; also the issuer of its access tokens.'),
  SUGANG_PUBLIC_URL: address('http://', 'https://')
    .optional()
    .describe('Public address of Sugang in discovery documents and links, if it differs from `SUGANG_ISSUER`.'),
  SUGANG_JWKS_URL: address('http://', 'https://')
    .optional()
    .describe(
      'Address of the JWKS with the public keys of access tokens. Without it, `/.well-known/jwks.json` of the issuer, or what the provider of `OIDC_ISSUER` declares.',
    ),
  SUGANG_DISABLED_SERVICES: disabledServices
    .optional()
    .describe(
      'Services that are not installed in the distributed mode, separated by commas: their routes are 404, and events that only they consume are dropped. Without it, all are installed.',
    ),
  ...oidcSettings,
  SUGANG_RATE_LIMIT: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether requests are rate limited; `off` for load tests.'),
  SUGANG_GATEWAYS: networks
    .optional()
    .describe('Networks of the gateways whose `X-Forwarded-For` header is trusted. Without it, no peer is trusted.'),
  SUGANG_WRITE_TIMEOUT_MS: wholeNumber(100, 600_000)
    .default(30_000)
    .describe(
      'How long a client may read nothing of a pending response before its connection is closed, in milliseconds.',
    ),
  SUGANG_DEMO: flag.optional().describe('Whether demo data is loaded into empty stores.'),
  SUGANG_DRAIN_WAIT_MS: wholeNumber(0, 60_000)
    .default(0)
    .describe('Delay between SIGTERM, when readiness turns 503, and the shutdown, in milliseconds.'),
  SUGANG_SHUTDOWN_MS: wholeNumber(1_000, 600_000)
    .default(12_000)
    .describe(
      'Maximum duration of the shutdown after `SUGANG_DRAIN_WAIT_MS`, in milliseconds: requests and jobs in progress, the outbox, connections, stores.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: address('http://', 'https://')
    .optional()
    .describe(
      'Where traces are exported by OTLP over HTTP, such as `http://collector:4318`. Without it, tracing is off.',
    ),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional().meta({
    description:
      'Headers of the trace exports, as `name=value,name=value`. The other standard variables of the OTLP exporter apply as well.',
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
    .describe('Which traces are sampled; `parentbased_…` follows the decision of the caller.'),
  OTEL_TRACES_SAMPLER_ARG: decimalNumber(0, 1).default(1).describe('Share of the traces that `…traceidratio` samples.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Minimum level of the log lines that are written.'),
} as const;

export type CoreSettings = z.output<z.ZodObject<typeof coreSettings>>;

export type TracingSettings = Pick<
  CoreSettings,
  'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_TRACES_SAMPLER' | 'OTEL_TRACES_SAMPLER_ARG'
>;
export type IdempotencySettings = z.output<z.ZodObject<typeof idempotencySettings>>;
export type MessageSettings = z.output<z.ZodObject<typeof messageSettings>>;
export type BrokerSettings = z.output<z.ZodObject<typeof brokerSettings>>;
export type DatabaseSettings = z.output<z.ZodObject<typeof databaseSettings>>;

export type StoreSettings = Pick<CoreSettings, 'SUGANG_DATA_DIR'> &
  Pick<DatabaseSettings, 'DATABASE_URL'> &
  Partial<DatabaseSettings>;

export const databaseOptionsOf = (settings: StoreSettings) => ({
  url: settings.DATABASE_URL,
  dataDir: settings.SUGANG_DATA_DIR,
  migrate: settings.SUGANG_MIGRATIONS,
});
