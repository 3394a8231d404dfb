import { z } from 'zod';
import {
  address,
  brokerSettings,
  coreSettings,
  corsSettings,
  createSettings,
  databaseSettings,
  decimalNumber,
  idempotencySettings,
  inboxOutlivesParked,
  mailSettings,
  messageSettings,
  wholeNumber,
} from '#platform';
import { rotationPolicyOf, type RotationPolicy } from './domain/signing-key-rotation.js';
import { serviceClients } from './tokens/configured-service-clients.js';

const NEW_KEY = 'openssl rand -base64 32';

const variables = z.object({
  ...coreSettings,
  ...brokerSettings,
  ...databaseSettings,
  ...messageSettings,
  ...idempotencySettings,
  ...corsSettings,
  SUGANG_ADMIN_EMAIL: z
    .email('must be an e-mail address')
    .optional()
    .describe('E-mail address of the first admin, created if there is none. Required with `SUGANG_ADMIN_PASSWORD`.'),
  SUGANG_ADMIN_PASSWORD: z
    .string()
    .optional()
    .meta({ description: 'Password of the first admin. Required with `SUGANG_ADMIN_EMAIL`.', secret: true }),
  SUGANG_IDENTITY_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=?$/, `must be 32 random bytes in base64: ${NEW_KEY}`)
    .optional()
    .meta({
      description:
        'Key that encrypts the signing keys in the store. Required if `DATABASE_URL` is a server. Create one with `openssl rand -base64 32`.',
      secret: true,
    }),
  SUGANG_IDENTITY_KEY_PREVIOUS: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=?$/, `must be 32 random bytes in base64: ${NEW_KEY}`)
    .optional()
    .meta({
      description:
        'The key that `SUGANG_IDENTITY_KEY` replaces. Set both and restart all replicas: on startup the signing keys are encrypted again with the new key.',
      secret: true,
    }),
  ...mailSettings,
  SUGANG_EMAIL_VERIFICATION_URL: address('http://', 'https://')
    .optional()
    .describe(
      'Page of your frontend that confirms an e-mail address; `?token=` is appended. Without it, the mail contains the token as a code.',
    ),
  SUGANG_PASSWORD_RESET_URL: address('http://', 'https://')
    .optional()
    .describe('Page of your frontend where users set a new password; works like `SUGANG_EMAIL_VERIFICATION_URL`.'),
  SUGANG_EMAIL_CHANGE_URL: address('http://', 'https://')
    .optional()
    .describe(
      'Page of your frontend that confirms a changed e-mail address; works like `SUGANG_EMAIL_VERIFICATION_URL`.',
    ),
  SUGANG_KEY_ROTATION_DAYS: decimalNumber(0.1, 365).default(30).describe('Days after which a signing key is replaced.'),
  SUGANG_SESSION_DAYS: decimalNumber(0.01, 3_650)
    .default(90)
    .describe('Maximum age of a session in days, even if it is refreshed. After that the user must sign in again.'),
  SUGANG_KNOWN_NETWORK_DAYS: wholeNumber(1, 3_650)
    .default(180)
    .describe(
      'Days after its last successful login for which a network is exempt from the limits on failed logins of an account.',
    ),
  SUGANG_SIGN_UPS_PER_HOUR: wholeNumber(1, 1_000_000)
    .default(600)
    .describe('Maximum sign-ups per hour from one IPv4 address (which a campus may share) or one IPv6 /48.'),
  SUGANG_SERVICE_CLIENTS: serviceClients.optional().meta({
    description: 'Services that may request access tokens, with their secrets or SHA-256 digests.',
    secret: true,
  }),
});
type Variables = z.output<typeof variables>;

interface AccountRule {
  variable: keyof Variables;
  holds: (settings: Variables) => boolean;
  otherwise: string;
}

const EXTERNAL = 'cannot be combined with OIDC_ISSUER, which manages the accounts';

/** Rules about accounts; the embedded mode applies them, too. */
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
    otherwise: EXTERNAL,
  })),
  {
    variable: 'SUGANG_DEMO',
    holds: ({ OIDC_ISSUER, SUGANG_DEMO }) => OIDC_ISSUER === undefined || !SUGANG_DEMO,
    otherwise: EXTERNAL,
  },
];

const keyRule: AccountRule = {
  variable: 'SUGANG_IDENTITY_KEY',
  holds: ({ SUGANG_IDENTITY_KEY, DATABASE_URL, OIDC_ISSUER }) =>
    SUGANG_IDENTITY_KEY !== undefined || OIDC_ISSUER !== undefined || String(DATABASE_URL).startsWith('sqlite:'),
  otherwise: `is required with this DATABASE_URL: ${NEW_KEY}`,
};

/** Rules are checked even if another variable is invalid, so that one start reports all errors. */
const schema = [...accountRules, keyRule].reduce(
  (refined, { variable, holds, otherwise }) =>
    refined.refine(holds, { path: [variable], message: otherwise, when: () => true }),
  variables.check(inboxOutlivesParked),
);

export class IdentitySettings extends createSettings(schema) {
  get rotationPolicy(): RotationPolicy {
    return rotationPolicyOf(this.SUGANG_KEY_ROTATION_DAYS);
  }

  get mail() {
    return {
      url: this.SUGANG_SMTP_URL,
      from: this.SUGANG_MAIL_FROM,
      pages: {
        verification: this.SUGANG_EMAIL_VERIFICATION_URL,
        'password-reset': this.SUGANG_PASSWORD_RESET_URL,
        'email-change': this.SUGANG_EMAIL_CHANGE_URL,
      },
    };
  }

  /** Origins of the pages that may use a session cookie. */
  get pageOrigins(): string[] {
    return [new URL(this.SUGANG_ISSUER).origin, ...(this.SUGANG_CORS_ORIGINS ?? [])];
  }

  get firstAdmin(): { email: string; password: string } | undefined {
    const { SUGANG_ADMIN_EMAIL: email, SUGANG_ADMIN_PASSWORD: password } = this;
    return email === undefined || password === undefined ? undefined : { email, password };
  }
}
