import { z } from 'zod';
import { coreSettings, decimalNumber } from '#platform';

export const identitySettings = z
  .object({
    ...coreSettings,
    SUGANG_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
    SUGANG_ADMIN_PASSWORD: z.string().optional(),
    SUGANG_IDENTITY_KEY: z
      .string()
      .refine(
        (value) => Buffer.from(value, 'base64').length === 32,
        'must be 32 random bytes in base64: openssl rand -base64 32',
      )
      .optional(),
    SUGANG_KEY_ROTATION_DAYS: decimalNumber(0.1, 365).default(30),
  })
  .superRefine((settings, context) => {
    const missing = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (settings.SUGANG_IDENTITY_KEY === undefined && !settings.DATABASE_URL.startsWith('sqlite:')) {
      missing('SUGANG_IDENTITY_KEY', 'is required with this DATABASE_URL: openssl rand -base64 32');
    }
    if (settings.SUGANG_ADMIN_EMAIL !== undefined && settings.SUGANG_ADMIN_PASSWORD === undefined) {
      missing('SUGANG_ADMIN_PASSWORD', 'is required with SUGANG_ADMIN_EMAIL');
    }
    if (settings.SUGANG_ADMIN_EMAIL === undefined && settings.SUGANG_ADMIN_PASSWORD !== undefined) {
      missing('SUGANG_ADMIN_EMAIL', 'is required with SUGANG_ADMIN_PASSWORD');
    }
  });
export type IdentitySettings = z.output<typeof identitySettings>;
