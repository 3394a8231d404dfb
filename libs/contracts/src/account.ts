import isEmail from 'validator/lib/isEmail.js';
import { z } from 'zod';
import { Cursor, Limit, page } from './lists.js';
import { Locale } from './locale.js';
import { Id, Instant, PersonName, SubjectId, text } from './values.js';

export const Role = z.enum(['student', 'instructor', 'admin', 'service']).meta({
  id: 'Role',
  description:
    'What the account may do: a `student` registers, an `instructor` opens lectures, an `admin` manages lectures and accounts, a `service` is a client program.',
});
export type Role = z.infer<typeof Role>;

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
      'A password. A new password needs at least 10 characters and must not be a common password, your name or your e-mail address.',
    example: 'correct horse battery',
  });

export const SignUp = z
  .strictObject({
    email: Email,
    password: Password,
    name: PersonName.describe('The name that others see. It must not contain a web address.'),
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
    newPassword: Password.optional().describe(
      'A new password, which replaces the current one and ends all other sessions. Required after 403 `PASSWORD_CHANGE_REQUIRED`.',
    ),
    session: z
      .enum(['token', 'cookie'])
      .optional()
      .describe(
        '`token` (default): the response contains the refresh token. `cookie` (for browsers): the refresh token is in an HttpOnly cookie, which scripts cannot read; send the header `X-CSRF`.',
      ),
  })
  .meta({
    id: 'Login',
    description: 'The credentials of an account.',
    example: { email: 'mina@sugang.dev', password: 'sugang-demo' },
  });
export type Login = z.infer<typeof Login>;

/** The body may be absent if the session cookie contains the refresh token. */
export const RefreshToken = z
  .strictObject({
    refreshToken: z
      .string()
      .min(1)
      .max(512)
      .optional()
      .describe('The refresh token from the last login or refresh. Omit it if the session is in a cookie.'),
  })
  .meta({ id: 'RefreshToken', description: 'A refresh token, unless it is in the session cookie.' })
  .optional();
export type RefreshToken = z.infer<typeof RefreshToken>;

export const ConfirmEmail = z
  .strictObject({ token: z.string().min(1).max(512).describe('The token from the link in the e-mail.') })
  .meta({ id: 'ConfirmEmail', description: 'The token that proves access to a mailbox.' });
export type ConfirmEmail = z.infer<typeof ConfirmEmail>;

export const ChangeAccount = z
  .strictObject({
    name: PersonName.optional().describe('The name that others see. It must not contain a web address.'),
    locale: Locale.optional(),
  })
  .meta({ id: 'ChangeAccount', description: 'The fields to change.', example: { name: 'Mina Kim' } });
export type ChangeAccount = z.infer<typeof ChangeAccount>;

export const RequestPasswordReset = z
  .strictObject({ email: Email })
  .meta({ id: 'RequestPasswordReset', description: 'The e-mail address of the account.' });
export type RequestPasswordReset = z.infer<typeof RequestPasswordReset>;

const MailedToken = z.string().min(1).max(512).describe('The token from the e-mail.');

export const ConfirmPasswordReset = z
  .strictObject({ token: MailedToken, password: Password.describe('The new password.') })
  .meta({ id: 'ConfirmPasswordReset', description: 'The token from the e-mail, and a new password.' });
export type ConfirmPasswordReset = z.infer<typeof ConfirmPasswordReset>;

export const ChangeEmail = z
  .strictObject({
    email: Email.describe('The new e-mail address.'),
    password: Password.describe('Your current password.'),
  })
  .meta({
    id: 'ChangeEmail',
    description: 'A new e-mail address, and your current password.',
    example: { email: 'mina.kim@example.org', password: 'correct horse battery' },
  });
export type ChangeEmail = z.infer<typeof ChangeEmail>;

export const ChangePassword = z
  .strictObject({ currentPassword: Password, password: Password.describe('The new password.') })
  .meta({
    id: 'ChangePassword',
    description: 'The current password and a new one.',
    example: { currentPassword: 'correct horse battery', password: 'staple battery horse' },
  });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const AccountSession = z
  .object({
    id: Id.describe('Id of the session.'),
    startedAt: Instant.nullable().describe('When you signed in; null if an earlier release did not record it.'),
    lastUsedAt: Instant.nullable().describe('When the session was started or last refreshed.'),
    expiresAt: Instant.describe('When the session ends unless it is refreshed.'),
    userAgent: z
      .string()
      .nullable()
      .meta({ description: '`User-Agent` of the login, at most 255 characters.', example: 'Mozilla/5.0 (Macintosh)' }),
    current: z.boolean().describe('Whether the access token of this request belongs to the session.'),
  })
  .meta({ id: 'AccountSession', description: 'A session: one login and its refreshes.' });
export type AccountSession = z.infer<typeof AccountSession>;

export const AccountSessionPage = page('AccountSessionPage', AccountSession);
export const SessionsQuery = z.strictObject({ cursor: Cursor, limit: Limit });
export type SessionsQuery = z.infer<typeof SessionsQuery>;

const PersonRole = Role.exclude(['service']);

export const CreateAccount = z
  .strictObject({
    email: Email,
    password: Password.describe(
      'The first password. The owner must replace it unless `passwordChangeRequired` is false.',
    ),
    name: PersonName.describe('The name that others see. It must not contain a web address.'),
    role: PersonRole.describe('The role of the account.'),
    locale: Locale.optional(),
    passwordChangeRequired: z
      .boolean()
      .optional()
      .describe('Whether the owner must replace the password at the first login; true if absent.'),
  })
  .meta({
    id: 'CreateAccount',
    description: 'A new account of any role.',
    example: { email: 'lee@example.org', password: 'correct horse battery', name: 'Dr. Lee', role: 'instructor' },
  });
export type CreateAccount = z.infer<typeof CreateAccount>;

/** An account as admins see it. */
export const AdminAccount = Account.extend({
  disabled: z.boolean().describe('Whether the account cannot sign in.'),
  passwordChangeRequired: z.boolean().describe('Whether the owner must replace the password at the next login.'),
  version: z.int().min(1).describe('Incremented by every change; the ETag is this number in quotes.'),
}).meta({ id: 'AdminAccount', description: 'An account, as admins see it.' });
export type AdminAccount = z.infer<typeof AdminAccount>;

export const AdminAccountPage = page('AdminAccountPage', AdminAccount);

export const AccountsQuery = z.strictObject({
  q: text(1, 200).optional().describe('Part of the name or e-mail address; case-insensitive.'),
  role: PersonRole.optional().describe('Only accounts with this role.'),
  status: z.enum(['ACTIVE', 'DISABLED']).optional().describe('Only accounts with this status.'),
  cursor: Cursor,
  limit: Limit,
});
export type AccountsQuery = z.infer<typeof AccountsQuery>;

export const AdministerAccount = z
  .strictObject({
    name: PersonName.optional().describe('The name that others see. It must not contain a web address.'),
    role: PersonRole.optional().describe(
      'A new role takes effect with the next refresh of the access token, after at most 15 minutes.',
    ),
    locale: Locale.optional(),
    disabled: z
      .boolean()
      .optional()
      .describe('`true` ends all sessions and rejects logins. Access tokens remain valid for at most 15 minutes.'),
  })
  .meta({ id: 'AdministerAccount', description: 'The fields to change.', example: { role: 'instructor' } });
export type AdministerAccount = z.infer<typeof AdministerAccount>;

/** `expiresIn` in seconds. */
export const Tokens = z
  .object({
    accessToken: z.string().describe('A JWT; send it as `Authorization: Bearer …`.'),
    tokenType: z.literal('Bearer').describe('The authentication scheme.'),
    expiresIn: z.int().describe('Lifetime of the access token in seconds.'),
    refreshToken: z
      .string()
      .optional()
      .describe('Exchange it for new tokens; valid for one use within 30 days. Absent if the session is in a cookie.'),
    account: Account.describe('The account that signed in.'),
  })
  .meta({ id: 'Tokens', description: 'The tokens of a session.' });
export type Tokens = z.infer<typeof Tokens>;
