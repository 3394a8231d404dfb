import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { MessagingModule, type Wiring } from '#messaging';
import { Clock, Ids, Log, Metrics, PlatformModule, SigningKeys, SystemClock } from '#platform';
import { DirectoryModule } from './directory.module.js';
import { RotationRules } from './domain/signing-key-rotation.js';
import { AccountController } from './http/account.controller.js';
import { AdminAccountsController } from './http/admin-accounts.controller.js';
import { FormBodies } from './http/form-bodies.js';
import { identityProblems } from './http/problems.js';
import { SessionController } from './http/session.controller.js';
import { TokenController } from './http/token.controller.js';
import { Issuer, WellKnownController } from './http/well-known.controller.js';
import { Argon2Passwords } from './passwords/argon2.passwords.js';
import { DictionaryCommonPasswords } from './passwords/dictionary.common-passwords.js';
import { TypeormAccounts } from './persistence/typeorm.accounts.js';
import { TypeormFailedLogins } from './persistence/typeorm.failed-logins.js';
import { TypeormSessions } from './persistence/typeorm.sessions.js';
import { TypeormSigningKeyStore } from './persistence/typeorm.signing-key-store.js';
import { AccountResync } from './persistence/resync.js';
import type { IdentitySettings } from './settings.js';
import { FirstAccounts, Housekeeping } from './start/housekeeping.js';
import { IdentityStoreModule } from './store.module.js';
import { ConfiguredServiceClients } from './tokens/configured.service-clients.js';
import { Ed25519SigningKeyForge } from './tokens/ed25519.signing-key-forge.js';
import { identityKeyOf } from './tokens/identity-key.js';
import { JoseAccessTokens } from './tokens/jose.access-tokens.js';
import { KeyRing } from './tokens/key-ring.js';
import { KeySeal } from './tokens/key-seal.js';
import { OwnSigningKeys } from './tokens/own-signing-keys.js';
import { RandomRefreshTokens } from './tokens/random.refresh-tokens.js';
import { rotationRulesOf } from './tokens/token-rules.js';
import { AccessTokens, RefreshTokens, ServiceClients } from './ports/tokens.js';
import { Accounts } from './ports/accounts.js';
import { ChangeAccountHandler } from './use-cases/change-account.js';
import { CommonPasswords, Passwords } from './ports/passwords.js';
import { CreateAccountHandler } from './use-cases/create-account.js';
import { CreateFirstAccountsHandler } from './use-cases/create-first-accounts.js';
import { FailedLogins } from './ports/failed-logins.js';
import { FindAccountHandler } from './use-cases/find-account.js';
import { ForgetThePastHandler } from './use-cases/forget-the-past.js';
import { IssueServiceTokenHandler } from './use-cases/issue-service-token.js';
import { LogInHandler } from './use-cases/log-in.js';
import { LogOutHandler } from './use-cases/log-out.js';
import { LoginSlowDown, SlowDownSwitch } from './use-cases/login-slow-down.js';
import { NewAccounts } from './use-cases/new-accounts.js';
import { RefreshSessionHandler } from './use-cases/refresh-session.js';
import { RotateSigningKeysHandler } from './use-cases/rotate-signing-keys.js';
import { Sessions } from './ports/sessions.js';
import { SignUpHandler } from './use-cases/sign-up.js';
import { SigningKeyForge, SigningKeyStore } from './ports/signing-keys.js';

export { accountRules, identitySettings, type IdentitySettings } from './settings.js';
export { DEMO_PASSWORD } from './use-cases/demo-accounts.js';

@Module({})
export class IdentityModule {
  static with(settings: IdentitySettings, wiring: Wiring): DynamicModule {
    if (settings.OIDC_ISSUER !== undefined) return DirectoryModule.with(settings, settings.OIDC_ISSUER, wiring);
    const keys = new OwnSigningKeys();
    return {
      module: IdentityModule,
      imports: [
        IdentityStoreModule.with(settings),
        PlatformModule.with({
          service: 'identity',
          settings,
          keys,
          clock: wiring.clock,
          problems: identityProblems,
          api,
        }),
        MessagingModule.with({
          service: 'identity',
          broker: wiring.broker,
          policies: [],
          guard: 'inbox',
          resyncSources: [AccountResync],
          resyncWhenNew: false,
        }),
        CqrsModule.forRoot(),
      ],
      controllers: [
        AccountController,
        SessionController,
        AdminAccountsController,
        TokenController,
        WellKnownController,
      ],
      providers: [
        ...handlers,
        ...stores,
        ...passwords,
        ...tokens(settings, keys),
        ...start(settings),
        ...services(settings),
        AccountResync,
      ],
    };
  }
}

const api = {
  title: 'Sugang identity',
  description: 'Accounts, sessions and the keys that access tokens are checked with.',
  tags: {
    accounts: 'Who takes part: students, instructors, admins.',
    sessions: 'Logging in, staying in, logging out.',
    keys: 'What anybody needs to check an access token.',
  },
};

const handlers: Provider[] = [
  NewAccounts,
  LoginSlowDown,
  SignUpHandler,
  CreateAccountHandler,
  CreateFirstAccountsHandler,
  ChangeAccountHandler,
  FindAccountHandler,
  LogInHandler,
  RefreshSessionHandler,
  LogOutHandler,
  IssueServiceTokenHandler,
  RotateSigningKeysHandler,
  ForgetThePastHandler,
];

const stores: Provider[] = [
  { provide: Accounts, useClass: TypeormAccounts },
  { provide: Sessions, useClass: TypeormSessions },
  { provide: FailedLogins, useClass: TypeormFailedLogins },
  { provide: SigningKeyStore, useClass: TypeormSigningKeyStore },
];

const passwords: Provider[] = [
  { provide: CommonPasswords, useClass: DictionaryCommonPasswords },
  { provide: Passwords, useFactory: (metrics: Metrics) => Argon2Passwords.open(metrics), inject: [Metrics] },
];

const tokens = (settings: IdentitySettings, keys: OwnSigningKeys): Provider[] => [
  { provide: RefreshTokens, useClass: RandomRefreshTokens },
  { provide: RotationRules, useValue: rotationRulesOf(settings.SUGANG_KEY_ROTATION_DAYS) },
  {
    provide: KeySeal,
    useFactory: async () => new KeySeal(await identityKeyOf(settings.SUGANG_IDENTITY_KEY, settings.SUGANG_DATA_DIR)),
  },
  { provide: SigningKeyForge, useClass: Ed25519SigningKeyForge },
  {
    provide: KeyRing,
    useFactory: (...parts: ConstructorParameters<typeof KeyRing>) => keys.use(new KeyRing(...parts)),
    inject: [SigningKeyStore, KeySeal, RotationRules, Clock, Log],
  },
  { provide: SigningKeys, useExisting: KeyRing },
  {
    provide: AccessTokens,
    // Tokens are judged by the machine's clock everywhere, so they are dated by it.
    useFactory: (ring: KeyRing, ids: Ids) => new JoseAccessTokens(ring, settings.SUGANG_ISSUER, new SystemClock(), ids),
    inject: [KeyRing, Ids],
  },
];

const services = ({ SUGANG_SERVICE_CLIENTS }: IdentitySettings): Provider[] => [
  { provide: ServiceClients, useValue: new ConfiguredServiceClients(SUGANG_SERVICE_CLIENTS ?? new Map()) },
  FormBodies,
];

const start = (settings: IdentitySettings): Provider[] => [
  Housekeeping,
  { provide: Issuer, useValue: new Issuer(settings.SUGANG_ISSUER) },
  { provide: SlowDownSwitch, useValue: new SlowDownSwitch(settings.SUGANG_RATE_LIMIT === 'on') },
  { provide: FirstAccounts, useValue: firstAccountsOf(settings) },
];

function firstAccountsOf({ SUGANG_ADMIN_EMAIL, SUGANG_ADMIN_PASSWORD, SUGANG_DEMO }: IdentitySettings): FirstAccounts {
  const named = SUGANG_ADMIN_EMAIL !== undefined && SUGANG_ADMIN_PASSWORD !== undefined;
  const admin = named ? { email: SUGANG_ADMIN_EMAIL, password: SUGANG_ADMIN_PASSWORD } : undefined;
  return new FirstAccounts(admin, SUGANG_DEMO ?? false);
}
