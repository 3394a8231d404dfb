import { z } from 'zod';
import { brokerSettings, coreSettings, databaseSettings, decimalNumber } from '#platform';
import { serviceClients } from './tokens/configured.service-clients.js';

const NEW_KEY = 'openssl rand -base64 32';

const variables = z.object({
  ...coreSettings,
  ...brokerSettings,
  ...databaseSettings,
  SUGANG_ADMIN_EMAIL: z
    .email('must be an e-mail address')
    .optional()
    .describe('Makes the first admin where there is none; required with `SUGANG_ADMIN_PASSWORD`.'),
  SUGANG_ADMIN_PASSWORD: z
    .string()
    .optional()
    .meta({ description: 'Their password; required with `SUGANG_ADMIN_EMAIL`.', secret: true }),
  SUGANG_IDENTITY_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=?$/, `must be 32 random bytes in base64: ${NEW_KEY}`)
    .optional()
    .meta({
      description:
        'Seals the signing keys in the store; required with a server as `DATABASE_URL`. `openssl rand -base64 32`.',
      secret: true,
    }),
  SUGANG_KEY_ROTATION_DAYS: decimalNumber(0.1, 365)
    .default(30)
    .describe('Age at which a signing key is followed by a new one, in days.'),
  SUGANG_SERVICE_CLIENTS: serviceClients.optional().meta({
    description: 'Services that may ask for tokens, with their secrets or the digests of these.',
    secret: true,
  }),
});
type Variables = z.output<typeof variables>;

/** A rule between variables. */
interface AccountRule {
  variable: keyof Variables;
  holds: (settings: Variables) => boolean;
  otherwise: string;
}

const ELSEWHERE = 'is not for use with OIDC_ISSUER, which keeps the accounts';

/** Rules about accounts, the same for whatever process keeps them. */
export const accountRules: readonly AccountRule[] = [
  {
    variable: 'SUGANG_ADMIN_PASSWORD',
    holds: ({ SUGANG_ADMIN_EMAIL: email, SUGANG_ADMIN_PASSWORD: password }) =>
      email === undefined || password !== undefined,
    otherwise: 'is required with SUGANG_ADMIN_EMAIL',
  },
  {
    variable: 'SUGANG_ADMIN_EMAIL',
    holds: ({ SUGANG_ADMIN_EMAIL: email, SUGANG_ADMIN_PASSWORD: password }) =>
      password === undefined || email !== undefined,
    otherwise: 'is required with SUGANG_ADMIN_PASSWORD',
  },
  ...(['SUGANG_ADMIN_EMAIL', 'SUGANG_ADMIN_PASSWORD', 'SUGANG_SERVICE_CLIENTS'] as const).map((variable) => ({
    variable,
    holds: (settings: Variables) => settings.OIDC_ISSUER === undefined || settings[variable] === undefined,
    otherwise: ELSEWHERE,
  })),
  {
    variable: 'SUGANG_DEMO',
    holds: ({ OIDC_ISSUER, SUGANG_DEMO }) => OIDC_ISSUER === undefined || !SUGANG_DEMO,
    otherwise: ELSEWHERE,
  },
];

const keyRule: AccountRule = {
  variable: 'SUGANG_IDENTITY_KEY',
  holds: ({ SUGANG_IDENTITY_KEY, DATABASE_URL, OIDC_ISSUER }) =>
    SUGANG_IDENTITY_KEY !== undefined || OIDC_ISSUER !== undefined || String(DATABASE_URL).startsWith('sqlite:'),
  otherwise: `is required with this DATABASE_URL: ${NEW_KEY}`,
};

/** A rule is judged even when another variable is at fault, so that all faults show at once. */
export const identitySettings = [...accountRules, keyRule].reduce(
  (schema, { variable, holds, otherwise }) =>
    schema.refine(holds, { path: [variable], message: otherwise, when: () => true }),
  variables,
);
export type IdentitySettings = z.output<typeof identitySettings>;
