import { z } from 'zod';
import { coreSettings, createSettings, edgeSettings, inboxOutlivesParked } from '#platform';
import { accountRules, IdentitySettings } from '../../identity/src/identity.module.js';
import { LectureSettings } from '../../lecture/src/lecture.module.js';
import { MyPageSettings } from '../../mypage/src/mypage.module.js';
import { NotificationSettings } from '../../notification/src/notification.module.js';
import { PaymentSettings } from '../../payment/src/payment.module.js';
import { RegistrationSettings } from '../../registration/src/registration.module.js';

const EMBEDDED_ONLY =
  'is not available in the embedded mode, which has its own stores; unset it, or start the services separately';

const NO_OTHER_PROCESS =
  'is not available in the embedded mode, which calls payment within the process; unset it, or start the services separately';

const variables = z.object({
  ...IdentitySettings.schema.shape,
  ...LectureSettings.schema.shape,
  ...MyPageSettings.schema.shape,
  ...NotificationSettings.schema.shape,
  ...PaymentSettings.schema.shape,
  ...RegistrationSettings.schema.shape,
  ...edgeSettings,
  PORT: coreSettings.PORT.default(8080),
  LOG_LEVEL: coreSettings.LOG_LEVEL.default('warn'),
  SUGANG_DEMO: coreSettings.SUGANG_DEMO.default(true),
  BROKER_URL: z.literal('in-process:', EMBEDDED_ONLY).default('in-process:'),
  DATABASE_URL: z.literal('sqlite:', EMBEDDED_ONLY).default('sqlite:'),
  VIEWS_URL: z.literal('sqlite:', EMBEDDED_ONLY).default('sqlite:'),
  PAYMENT_URL: z.never(NO_OTHER_PROCESS).optional(),
  SUGANG_GRPC_PORT: z.never(NO_OTHER_PROCESS).optional(),
});

const schema = accountRules.reduce(
  (refined, { variable, holds, otherwise }) =>
    refined.refine(holds, { path: [variable], message: otherwise, when: () => true }),
  variables.check(inboxOutlivesParked),
);

export class StandaloneSettings extends createSettings(schema) {
  /** The issuer is the address that clients use. With an external identity provider, demo accounts are off unless requested. @throws InvalidSettings */
  static fromEnvironment(env: Record<string, string | undefined>): StandaloneSettings {
    return this.load({
      ...env,
      SUGANG_ISSUER: env['SUGANG_ISSUER'] || env['SUGANG_PUBLIC_URL'] || ownAddress(env['PORT']),
      ...(env['OIDC_ISSUER'] && { SUGANG_DEMO: env['SUGANG_DEMO'] || 'false' }),
    });
  }
}

const ownAddress = (port: string | undefined): string | undefined =>
  port && Number(port) > 0 ? `http://localhost:${port}` : undefined;
