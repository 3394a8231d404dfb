import { z } from 'zod';
import { coreSettings, decimalNumber } from '#platform';
import { serviceClients } from './tokens/configured.service-clients.js';

const NEW_KEY = 'openssl rand -base64 32';

/** A rule between variables is judged even when another variable is at fault, so that all faults show at once. */
const rule = (variable: string, message: string) => ({ path: [variable], message, when: () => true });

export const identitySettings = z
  .object({
    ...coreSettings,
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
  })
  .refine(
    ({ SUGANG_IDENTITY_KEY, DATABASE_URL }) =>
      SUGANG_IDENTITY_KEY !== undefined || String(DATABASE_URL).startsWith('sqlite:'),
    rule('SUGANG_IDENTITY_KEY', `is required with this DATABASE_URL: ${NEW_KEY}`),
  )
  .refine(
    ({ SUGANG_ADMIN_EMAIL, SUGANG_ADMIN_PASSWORD }) =>
      SUGANG_ADMIN_EMAIL === undefined || SUGANG_ADMIN_PASSWORD !== undefined,
    rule('SUGANG_ADMIN_PASSWORD', 'is required with SUGANG_ADMIN_EMAIL'),
  )
  .refine(
    ({ SUGANG_ADMIN_EMAIL, SUGANG_ADMIN_PASSWORD }) =>
      SUGANG_ADMIN_PASSWORD === undefined || SUGANG_ADMIN_EMAIL !== undefined,
    rule('SUGANG_ADMIN_EMAIL', 'is required with SUGANG_ADMIN_PASSWORD'),
  );
export type IdentitySettings = z.output<typeof identitySettings>;
