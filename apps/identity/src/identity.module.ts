import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { SimulatedProviderState } from '#contracts';
import { type Wiring } from '#messaging';
import { dataSource, DatabaseModule } from '#persistence';
import {
  Clock,
  databaseOptionsOf,
  Ids,
  Log,
  Metrics,
  PlatformModule,
  SigningKeys,
  storeClock,
  SystemClock,
} from '#platform';
import { ExternalAccountsModule, publishingMessages } from './external-accounts.module.js';
import { AccountController } from './http/account.controller.js';
import { AdminAccountsController } from './http/admin-accounts.controller.js';
import { CredentialsController } from './http/credentials.controller.js';
import { OwnSessionsController } from './http/own-sessions.controller.js';
import { SessionCookie } from './http/session-cookie.js';
import { SessionController } from './http/session.controller.js';
import { TokenFormBodies } from './http/token-request.js';
import { TokenController } from './http/token.controller.js';
import { WellKnownController } from './http/well-known.controller.js';
import { IdentityStartup, jobs } from './jobs.js';
import { SmtpAccountMail } from './mail/smtp-account-mail.js';
import { operations } from './operations.js';
import { Argon2Passwords, DictionaryCommonPasswords } from './passwords/argon2-passwords.js';
import { identitySchema } from './persistence/identity-store.js';
import { AccountResync } from './persistence/resync.js';
import { TypeormAccountMails } from './persistence/typeorm-account-mails.js';
import { TypeormAccounts } from './persistence/typeorm-accounts.js';
import { TypeormAllowances } from './persistence/typeorm-allowances.js';
import { TypeormEmailVerifications } from './persistence/typeorm-email-verifications.js';
import { TypeormFailedLogins } from './persistence/typeorm-failed-logins.js';
import { TypeormKnownNetworks } from './persistence/typeorm-known-networks.js';
import { TypeormSessions } from './persistence/typeorm-sessions.js';
import { TypeormSigningKeys } from './persistence/typeorm-signing-keys.js';
import { AccountMails } from './ports/account-mails.js';
import { Accounts } from './ports/accounts.js';
import { Allowances } from './ports/allowances.js';
import { Digests } from './ports/digests.js';
import { AccountMail, EmailVerifications } from './ports/email-verifications.js';
import { CommonPasswords, Passwords } from './ports/passwords.js';
import { FailedLogins, KnownNetworks, Sessions } from './ports/sessions.js';
import { AccessTokens, SealedKeys, ServiceClients, SigningKeyGenerator, StoredSigningKeys } from './ports/tokens.js';
import { IdentitySettings } from './settings.js';
import { ConfiguredServiceClients } from './tokens/configured-service-clients.js';
import { JoseAccessTokens } from './tokens/jose-access-tokens.js';
import { KeyedDigests } from './tokens/keyed-digests.js';
import { Ed25519SigningKeyGenerator, KeyRing, LocalSigningKeys } from './tokens/key-ring.js';
import { identityKeyOf, SigningKeySeal } from './tokens/signing-key-seal.js';
import { Admission } from './use-cases/admission.js';
import { AdministerAccountHandler } from './use-cases/administer-account.js';
import { ChangeEmailHandler } from './use-cases/change-email.js';
import { ConfirmEmailChangeHandler } from './use-cases/confirm-email-change.js';
import { ConfirmPasswordResetHandler } from './use-cases/confirm-password-reset.js';
import { RequestPasswordResetHandler } from './use-cases/request-password-reset.js';
import { ChangePasswordHandler, CurrentPassword, NewPasswords } from './use-cases/change-password.js';
import { EndSessionsHandler } from './use-cases/end-sessions.js';
import { ListAccountsHandler } from './use-cases/list-accounts.js';
import { ListSessionsHandler } from './use-cases/list-sessions.js';
import { ChangeAccountHandler } from './use-cases/change-account.js';
import { ConfirmEmailHandler } from './use-cases/confirm-email.js';
import { CreateAccountHandler, NewAccounts } from './use-cases/create-account.js';
import { CreateFirstAccountsHandler } from './use-cases/create-first-accounts.js';
import { DeleteExpiredSessionsHandler } from './use-cases/delete-expired-sessions.js';
import { FindAccountHandler } from './use-cases/find-account.js';
import { IssueServiceTokenHandler } from './use-cases/issue-service-token.js';
import { LogInHandler } from './use-cases/log-in.js';
import { LogOutHandler } from './use-cases/log-out.js';
import { LoginThrottle } from './use-cases/login-throttle.js';
import { RefreshSessionHandler } from './use-cases/refresh-session.js';
import { ReencryptSigningKeysHandler } from './use-cases/reencrypt-signing-keys.js';
import { RotateSigningKeysHandler } from './use-cases/rotate-signing-keys.js';
import { RequestEmailVerificationHandler } from './use-cases/request-email-verification.js';
import { SendAccountMailHandler } from './use-cases/send-account-mail.js';
import { SignUpHandler } from './use-cases/sign-up.js';

export { accountRules, IdentitySettings } from './settings.js';
export { DEMO_PASSWORD } from './use-cases/create-first-accounts.js';

const service = 'identity';

@Module({})
export class IdentityModule {
  /** @param simulated only where payment's simulated provider runs in this process */
  static with(settings: IdentitySettings, wiring: Wiring, simulated?: SimulatedProviderState): DynamicModule {
    if (settings.OIDC_ISSUER !== undefined) return ExternalAccountsModule.with(settings, wiring, simulated);
    const { broker, clock } = wiring;
    const keys = new LocalSigningKeys();
    const forOperators = operations(wiring, simulated);
    const resyncSources = [AccountResync];
    return {
      module: IdentityModule,
      imports: [
        TypeOrmModule.forRootAsync(dataSource(service, databaseOptionsOf(settings), identitySchema)),
        DatabaseModule.forRoot(service),
        PlatformModule.with({ service, settings, keys, clock, jobs, api }),
        publishingMessages(broker, settings, resyncSources),
        CqrsModule.forRoot(),
      ],
      controllers: [
        AccountController,
        SessionController,
        OwnSessionsController,
        CredentialsController,
        AdminAccountsController,
        TokenController,
        WellKnownController,
        ...forOperators.controllers,
      ],
      providers: [
        { provide: IdentitySettings, useValue: settings },
        storeClock(clock),
        ...useCases,
        ...stores,
        ...passwords,
        ...tokens(keys),
        {
          provide: AccountMail,
          useValue: new SmtpAccountMail(settings.mail),
        },
        TokenFormBodies,
        SessionCookie,
        IdentityStartup,
        ...forOperators.providers,
      ],
    };
  }
}

const api = {
  title: 'Sugang identity',
  description: 'Accounts, sessions and the public keys of access tokens.',
  tags: {
    accounts: 'Accounts of students, instructors and admins.',
    sessions: 'Logging in, refreshing tokens, logging out.',
    keys: 'Public keys to verify access tokens.',
  },
};

const useCases: Provider[] = [
  NewAccounts,
  NewPasswords,
  CurrentPassword,
  Admission,
  LoginThrottle,
  SignUpHandler,
  CreateAccountHandler,
  CreateFirstAccountsHandler,
  ChangeAccountHandler,
  AdministerAccountHandler,
  ChangePasswordHandler,
  RequestPasswordResetHandler,
  ConfirmPasswordResetHandler,
  ChangeEmailHandler,
  ConfirmEmailChangeHandler,
  FindAccountHandler,
  ListAccountsHandler,
  ListSessionsHandler,
  EndSessionsHandler,
  LogInHandler,
  RefreshSessionHandler,
  LogOutHandler,
  IssueServiceTokenHandler,
  RotateSigningKeysHandler,
  ReencryptSigningKeysHandler,
  DeleteExpiredSessionsHandler,
  RequestEmailVerificationHandler,
  ConfirmEmailHandler,
  SendAccountMailHandler,
];

const stores: Provider[] = [
  { provide: Accounts, useClass: TypeormAccounts },
  { provide: AccountMails, useClass: TypeormAccountMails },
  { provide: EmailVerifications, useClass: TypeormEmailVerifications },
  { provide: Sessions, useClass: TypeormSessions },
  { provide: FailedLogins, useClass: TypeormFailedLogins },
  { provide: KnownNetworks, useClass: TypeormKnownNetworks },
  { provide: Allowances, useClass: TypeormAllowances },
  { provide: StoredSigningKeys, useClass: TypeormSigningKeys },
  AccountResync,
];

const passwords: Provider[] = [
  { provide: CommonPasswords, useClass: DictionaryCommonPasswords },
  { provide: Passwords, useFactory: (metrics: Metrics) => Argon2Passwords.open(metrics), inject: [Metrics] },
];

const IDENTITY_KEYS = Symbol('identity keys');

const tokens = (keys: LocalSigningKeys): Provider[] => [
  {
    provide: IDENTITY_KEYS,
    useFactory: async ({
      SUGANG_IDENTITY_KEY,
      SUGANG_IDENTITY_KEY_PREVIOUS: previous,
      SUGANG_DATA_DIR,
    }: IdentitySettings) => [
      await identityKeyOf(SUGANG_IDENTITY_KEY, SUGANG_DATA_DIR),
      ...(previous === undefined ? [] : [Buffer.from(previous, 'base64')]),
    ],
    inject: [IdentitySettings],
  },
  {
    provide: SigningKeySeal,
    useFactory: ([current, ...previous]: [Buffer]) => new SigningKeySeal(current, ...previous),
    inject: [IDENTITY_KEYS],
  },
  { provide: Digests, useFactory: (keys: Buffer[]) => new KeyedDigests(...keys), inject: [IDENTITY_KEYS] },
  { provide: SigningKeyGenerator, useClass: Ed25519SigningKeyGenerator },
  {
    provide: KeyRing,
    useFactory: (
      stored: StoredSigningKeys,
      seal: SigningKeySeal,
      { rotationPolicy }: IdentitySettings,
      clock: Clock,
      log: Log,
    ) => keys.use(new KeyRing(stored, seal, rotationPolicy, clock, log)),
    inject: [StoredSigningKeys, SigningKeySeal, IdentitySettings, Clock, Log],
  },
  { provide: SigningKeys, useExisting: KeyRing },
  { provide: SealedKeys, useExisting: KeyRing },
  {
    provide: AccessTokens,
    // Every service verifies tokens by its system clock, so they are issued by the system clock.
    useFactory: (ring: KeyRing, ids: Ids, { SUGANG_ISSUER }: IdentitySettings) =>
      new JoseAccessTokens(ring, SUGANG_ISSUER, new SystemClock(), ids),
    inject: [KeyRing, Ids, IdentitySettings],
  },
  {
    provide: ServiceClients,
    useFactory: ({ SUGANG_SERVICE_CLIENTS }: IdentitySettings) =>
      new ConfiguredServiceClients(SUGANG_SERVICE_CLIENTS ?? new Map()),
    inject: [IdentitySettings],
  },
];
