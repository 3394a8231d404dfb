import isEmail from 'validator/lib/isEmail.js';
import { z } from 'zod';
import { Instant, PersonName, SubjectId } from './values.js';

export const Role = z.enum(['student', 'instructor', 'admin', 'service']).meta({
  id: 'Role',
  description:
    'What the account may do: a `student` registers, an `instructor` opens lectures, an `admin` manages lectures and accounts, a `service` is a client program.',
});
export type Role = z.infer<typeof Role>;

export const Locale = z.enum(['ko', 'en']).meta({ id: 'Locale', description: 'Language of messages to the account.' });
export type Locale = z.infer<typeof Locale>;

/** The published part of an account; credentials never leave identity. */
export const Account = z
  .object({
    id: SubjectId.describe('Id of the account: the `sub` of its access tokens.'),
    email: z.string().nullable().meta({
      description: 'The e-mail address; null if the identity provider does not disclose it.',
      example: 'mina@sugang.dev',
    }),
    name: z.string().meta({ description: 'The name that others see.', example: 'Mina' }),
    role: Role,
    locale: Locale,
    createdAt: Instant.describe('When the account was created.'),
    /** False: only the verification itself may be mailed to this address. Absent: verified, or verification is not in use. */
    emailVerified: z.boolean().optional().meta({
      description: 'False while the owner has not confirmed the e-mail address; true or absent otherwise.',
    }),
  })
  .meta({ id: 'Account', description: 'An account.' });
export type Account = z.infer<typeof Account>;

/** An e-mail address, also an internationalized one; trimmed and lower-cased. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((value) => isEmail.default(value), 'must be an e-mail address')
  .meta({
    description: 'An e-mail address; compared without regard to case.',
    format: 'email',
    example: 'mina@sugang.dev',
  });

const Password = z
  .string()
  .min(1)
  .max(256)
  .refine((value) => value.isWellFormed(), 'must be well-formed Unicode')
  .meta({
    description:
      'A passphrase. A new one needs 10 characters or more and must be neither common, nor your name or e-mail address.',
    example: 'correct horse battery',
  });

export const SignUp = z
  .strictObject({
    email: Email,
    password: Password,
    name: PersonName.describe('The name that others see; no web address.'),
    locale: Locale.optional(),
  })
  .meta({
    id: 'SignUp',
    description: 'A new student account.',
    example: { email: 'sora@example.org', password: 'correct horse battery', name: 'Sora' },
  });
export type SignUp = z.infer<typeof SignUp>;

export const Login = z
  .strictObject({
    email: Email,
    password: Password,
    session: z
      .enum(['token', 'cookie'])
      .optional()
      .describe(
        '`token` (default): the refresh token is in the answer. `cookie`, for browsers: it is in an HttpOnly cookie that scripts cannot read; send `X-CSRF` with the request.',
      ),
  })
  .meta({
    id: 'Login',
    description: 'The credentials of an account.',
    example: { email: 'mina@sugang.dev', password: 'sugang-demo' },
  });
export type Login = z.infer<typeof Login>;

/** The body is absent where the refresh token is in the session cookie. */
export const RefreshToken = z
  .strictObject({
    refreshToken: z
      .string()
      .min(1)
      .max(512)
      .optional()
      .describe('`refreshToken` of the last login or refresh. Absent for a session in a cookie.'),
  })
  .meta({ id: 'RefreshToken', description: 'A refresh token, unless it is in the session cookie.' })
  .optional();
export type RefreshToken = z.infer<typeof RefreshToken>;

export const ConfirmEmail = z
  .strictObject({ token: z.string().min(1).max(512).describe('The token in the link of the e-mail.') })
  .meta({ id: 'ConfirmEmail', description: 'The token that proves access to a mailbox.' });
export type ConfirmEmail = z.infer<typeof ConfirmEmail>;

export const ChangeAccount = z
  .strictObject({
    name: PersonName.optional().describe('The name that others see; no web address.'),
    locale: Locale.optional(),
  })
  .meta({ id: 'ChangeAccount', description: 'The fields to change.', example: { name: 'Mina Kim' } });
export type ChangeAccount = z.infer<typeof ChangeAccount>;

export const CreateAccount = z
  .strictObject({
    email: Email,
    password: Password,
    name: PersonName.describe('The name that others see; no web address.'),
    role: Role.exclude(['service']).describe('The role of the account.'),
  })
  .meta({
    id: 'CreateAccount',
    description: 'A new account of any role.',
    example: { email: 'lee@example.org', password: 'correct horse battery', name: 'Dr. Lee', role: 'instructor' },
  });
export type CreateAccount = z.infer<typeof CreateAccount>;

/** `expiresIn` in seconds. */
export const Tokens = z
  .object({
    accessToken: z.string().describe('A JWT; send it as `Authorization: Bearer …`.'),
    tokenType: z.literal('Bearer').describe('The authentication scheme.'),
    expiresIn: z.int().describe('Lifetime of the access token in seconds.'),
    refreshToken: z
      .string()
      .optional()
      .describe('Gets the next tokens; valid for 30 days and for one use. Absent for a session in a cookie.'),
    account: Account.describe('The account that signed in.'),
  })
  .meta({ id: 'Tokens', description: 'The tokens of a session.' });
export type Tokens = z.infer<typeof Tokens>;
