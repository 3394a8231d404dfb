import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type StoreAddress, type StoreSchema } from '#persistence';
import { idempotencyMigrations, IdempotencyRecord } from '#platform';
import { AccountsSessionsAndKeys1790000000000 } from './migrations/1790000000000-accounts-sessions-and-keys.js';
import { Subjects1791000000000 } from './migrations/1791000000000-subjects.js';
import { RefreshSuccessors1792000000000 } from './migrations/1792000000000-refresh-successors.js';
import { LoginAllowances1793000000000 } from './migrations/1793000000000-login-allowances.js';
import { EmailVerifications1794000000000 } from './migrations/1794000000000-email-verifications.js';
import { IdentityKeyIds1795000000000 } from './migrations/1795000000000-identity-key-ids.js';
import { EmailVerificationExpiry1795500000000 } from './migrations/1795500000000-email-verification-expiry.js';
import { AccountLifecycle1796000000000 } from './migrations/1796000000000-account-lifecycle.js';
import { AccountMails1797000000000 } from './migrations/1797000000000-account-mails.js';
import { LocaleTags1798000000000 } from './migrations/1798000000000-locale-tags.js';
import { OperatorActions1799500000000 } from './migrations/1799500000000-operator-actions.js';
import { AccountMailRow } from './typeorm-account-mails.js';
import { AccountRow, CredentialRow } from './typeorm-accounts.js';
import { EmailVerificationRow } from './typeorm-email-verifications.js';
import { AllowanceRow } from './typeorm-allowances.js';
import { FailedLoginRow } from './typeorm-failed-logins.js';
import { KnownNetworkRow } from './typeorm-known-networks.js';
import { OperatorActionRow } from './typeorm-operator-actions.js';
import { RefreshTokenRow, SessionRow } from './typeorm-sessions.js';
import { SigningKeyRow } from './typeorm-signing-keys.js';
import { SubjectRow } from './typeorm-subjects.js';

export const identitySchema: StoreSchema = {
  entities: [
    AccountRow,
    CredentialRow,
    EmailVerificationRow,
    AccountMailRow,
    SessionRow,
    RefreshTokenRow,
    FailedLoginRow,
    KnownNetworkRow,
    AllowanceRow,
    SigningKeyRow,
    SubjectRow,
    OperatorActionRow,
    IdempotencyRecord,
    ...messagingEntities,
  ],
  migrations: [
    ...messagingMigrations,
    ...idempotencyMigrations,
    AccountsSessionsAndKeys1790000000000,
    Subjects1791000000000,
    RefreshSuccessors1792000000000,
    LoginAllowances1793000000000,
    EmailVerifications1794000000000,
    IdentityKeyIds1795000000000,
    EmailVerificationExpiry1795500000000,
    AccountLifecycle1796000000000,
    AccountMails1797000000000,
    LocaleTags1798000000000,
    OperatorActions1799500000000,
  ],
};

export const openIdentityStore = (address: StoreAddress): Promise<Database> =>
  Database.open({ ...address, ...identitySchema, service: 'identity' });
