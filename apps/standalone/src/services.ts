import type { JSONWebKeySet } from 'jose';
import type { Wiring } from '#messaging';
import { SigningKeys, startService, type Service } from '#platform';
import type { ServiceName } from '#contracts';
import { IdentityModule, IdentitySettings } from '../../identity/src/identity.module.js';
import { LectureModule } from '../../lecture/src/lecture.module.js';
import { MyPageModule, MyPageSettings } from '../../mypage/src/mypage.module.js';
import { NotificationModule, NotificationSettings } from '../../notification/src/notification.module.js';
import { PaymentModule, simulatedProviderOf } from '../../payment/src/payment.module.js';
import { RegistrationModule } from '../../registration/src/registration.module.js';
import type { StandaloneSettings } from './settings.js';

export type Services = Map<ServiceName, Service>;

export class InProcessKeys extends SigningKeys {
  identity: Service | undefined;

  async keys(): Promise<JSONWebKeySet> {
    if (!this.identity) throw new Error('identity has not started yet');
    return this.identity.app.get(SigningKeys).keys();
  }
}

/** Payment before registration, which calls it; identity last, so that consumers receive the events of its first accounts. */
export async function startServices(
  settings: StandaloneSettings,
  wiring: Wiring,
  keys: InProcessKeys,
): Promise<Services> {
  const services: Services = new Map();
  const start = async (name: ServiceName, module: Parameters<typeof startService>[0]['module']) => {
    services.set(name, await startService({ name, module, settings }));
  };
  const simulated = settings.SUGANG_PROVIDER === 'simulated' ? simulatedProviderOf(settings) : undefined;
  await start('mypage', MyPageModule.with(MyPageSettings.from(settings), wiring));
  await start('notification', NotificationModule.with(NotificationSettings.from(settings), wiring));
  await start('lecture', LectureModule.with({ ...settings, SUGANG_DEMO: false }, wiring));
  await start('payment', PaymentModule.with(settings, wiring, simulated));
  await start('registration', RegistrationModule.with(settings, wiring));
  await start('identity', IdentityModule.with(IdentitySettings.from(settings), wiring, simulated));
  keys.identity = services.get('identity');
  return services;
}
