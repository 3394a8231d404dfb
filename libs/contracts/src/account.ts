import isEmail from 'validator/lib/isEmail.js';
import { z } from 'zod';
import { Instant, PersonName, SubjectId } from './values.js';

export const Role = z.enum(['student', 'instructor', 'admin', 'service']);
export type Role = z.infer<typeof Role>;

export const Locale = z.enum(['ko', 'en']);
export type Locale = z.infer<typeof Locale>;

/** The published part of an account; credentials never leave identity. */
export const Account = z
  .object({
    id: SubjectId,
    email: z.string().nullable().meta({ example: 'mina@sugang.dev' }),
    name: z.string().meta({ example: 'Mina' }),
    role: Role,
    locale: Locale,
    createdAt: Instant,
    /** False: only the verification itself may be mailed to this address. Absent: verified, or verification is not in use. */
    emailVerified: z.boolean().optional().meta({
      description: 'False while the owner has not confirmed the e-mail address; true or absent otherwise.',
    }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

/** An e-mail address, also an internationalized one; trimmed and lower-cased. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((value) => isEmail.default(value), 'must be an e-mail address')
  .meta({ format: 'email', example: 'mina@sugang.dev' });

const Password = z
  .string()
  .min(1)
  .max(256)
  .refine((value) => value.isWellFormed(), 'must be well-formed Unicode')
  .meta({ example: 'correct horse battery' });

export const SignUp = z
  .strictObject({ email: Email, password: Password, name: PersonName, locale: Locale.optional() })
  .meta({ id: 'SignUp', example: { email: 'sora@example.org', password: 'correct horse battery', name: 'Sora' } });
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
  .meta({ id: 'Login', example: { email: 'mina@sugang.dev', password: 'sugang-demo' } });
export type Login = z.infer<typeof Login>;

/** The body is absent where the refresh token is in the session cookie. */
export const RefreshToken = z
  .strictObject({
    refreshToken: z.string().min(1).max(512).optional().describe('Absent for a session in a cookie.'),
  })
  .meta({ id: 'RefreshToken' })
  .optional();
export type RefreshToken = z.infer<typeof RefreshToken>;

export const ConfirmEmail = z.strictObject({ token: z.string().min(1).max(512) }).meta({ id: 'ConfirmEmail' });
export type ConfirmEmail = z.infer<typeof ConfirmEmail>;

export const ChangeAccount = z
  .strictObject({ name: PersonName.optional(), locale: Locale.optional() })
  .meta({ id: 'ChangeAccount', example: { name: 'Mina Kim' } });
export type ChangeAccount = z.infer<typeof ChangeAccount>;

export const CreateAccount = z
  .strictObject({ email: Email, password: Password, name: PersonName, role: Role.exclude(['service']) })
  .meta({
    id: 'CreateAccount',
    example: { email: 'lee@example.org', password: 'correct horse battery', name: 'Dr. Lee', role: 'instructor' },
  });
export type CreateAccount = z.infer<typeof CreateAccount>;

/** `expiresIn` in seconds. */
export const Tokens = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int(),
    refreshToken: z.string().optional().describe('Absent for a session in a cookie.'),
    account: Account,
  })
  .meta({ id: 'Tokens' });
export type Tokens = z.infer<typeof Tokens>;
