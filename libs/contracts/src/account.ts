import isEmail from 'validator/lib/isEmail.js';
import { z } from 'zod';
import { Cursor, Limit, page } from './lists.js';
import { Id, Instant, PersonName, SubjectId, text } from './values.js';

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
    newPassword: Password.optional().describe(
      'Replaces the password and ends all other sessions; needed after 403 `PASSWORD_CHANGE_REQUIRED`.',
    ),
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

export const ChangePassword = z
  .strictObject({ currentPassword: Password, password: Password.describe('The new password.') })
  .meta({
    id: 'ChangePassword',
    example: { currentPassword: 'correct horse battery', password: 'staple battery horse' },
  });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** A login and its refreshes. */
export const AccountSession = z
  .object({
    id: Id,
    startedAt: Instant.nullable().describe('When you signed in; null if an earlier release did not record it.'),
    lastUsedAt: Instant.nullable().describe('When the session was started or last refreshed.'),
    expiresAt: Instant.describe('When the session ends unless it is refreshed.'),
    userAgent: z
      .string()
      .nullable()
      .meta({ description: '`User-Agent` of the login, at most 255 characters.', example: 'Mozilla/5.0 (Macintosh)' }),
    current: z.boolean().describe('Whether the access token of this request belongs to the session.'),
  })
  .meta({ id: 'AccountSession' });
export type AccountSession = z.infer<typeof AccountSession>;

export const AccountSessionPage = page('AccountSessionPage', AccountSession);
export const SessionsQuery = z.strictObject({ cursor: Cursor, limit: Limit });
export type SessionsQuery = z.infer<typeof SessionsQuery>;

const PersonRole = Role.exclude(['service']);

export const CreateAccount = z
  .strictObject({
    email: Email,
    password: Password.describe('A first password, which the owner has to replace.'),
    name: PersonName,
    role: PersonRole,
    locale: Locale.optional(),
    passwordChangeRequired: z
      .boolean()
      .optional()
      .describe('Whether the owner must replace the password at the first login; true if absent.'),
  })
  .meta({
    id: 'CreateAccount',
    example: { email: 'lee@example.org', password: 'correct horse battery', name: 'Dr. Lee', role: 'instructor' },
  });
export type CreateAccount = z.infer<typeof CreateAccount>;

/** An account as admins see it. */
export const AdminAccount = Account.extend({
  disabled: z.boolean().describe('Whether the account cannot sign in.'),
  passwordChangeRequired: z.boolean().describe('Whether the owner must replace the password at the next login.'),
  version: z.int().min(1).describe('Incremented by every change; the ETag is this number in quotes.'),
}).meta({ id: 'AdminAccount' });
export type AdminAccount = z.infer<typeof AdminAccount>;

export const AdminAccountPage = page('AdminAccountPage', AdminAccount);

export const AccountsQuery = z.strictObject({
  q: text(1, 200).optional().describe('Part of the name or e-mail address, in upper or lower case.'),
  role: PersonRole.optional(),
  status: z.enum(['ACTIVE', 'DISABLED']).optional(),
  cursor: Cursor,
  limit: Limit,
});
export type AccountsQuery = z.infer<typeof AccountsQuery>;

export const AdministerAccount = z
  .strictObject({
    name: PersonName.optional(),
    role: PersonRole.optional().describe(
      'Applies to access tokens from the next refresh on, after at most 15 minutes.',
    ),
    locale: Locale.optional(),
    disabled: z
      .boolean()
      .optional()
      .describe('True: ends all sessions and rejects logins. Access tokens remain valid for at most 15 minutes.'),
  })
  .meta({ id: 'AdministerAccount', example: { role: 'instructor' } });
export type AdministerAccount = z.infer<typeof AdministerAccount>;

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
