import type { JSONWebKeySet } from 'jose';
import type { Wiring } from '#messaging';
import { SigningKeys, startService, type Service } from '#platform';
import type { ServiceName } from '#contracts';
import { IdentityModule, IdentitySettings } from '../../identity/src/identity.module.js';
import { LectureModule } from '../../lecture/src/lecture.module.js';
import { MyPageModule, MyPageSettings } from '../../mypage/src/mypage.module.js';
import { NotificationModule, NotificationSettings } from '../../notification/src/notification.module.js';
import { PaymentModule } from '../../payment/src/payment.module.js';
import { RegistrationModule } from '../../registration/src/registration.module.js';
import type { StandaloneSettings } from './settings.js';

/** The services of the embedded mode by name: each its own application, none of them listening. */
export type Services = Map<ServiceName, Service>;

/** Identity's keys, asked of the identity that runs in this very process. */
export class NeighbourKeys extends SigningKeys {
  identity: Service | undefined;

  async keys(): Promise<JSONWebKeySet> {
    if (!this.identity) throw new Error('identity has not started yet');
    return this.identity.app.get(SigningKeys).keys();
  }
}

/**
 * Starts the services on one wiring: payment before registration, which calls it, and identity last, whose first
 * accounts then find somebody listening.
 */
export async function startServices(
  settings: StandaloneSettings,
  wiring: Wiring,
  keys: NeighbourKeys,
): Promise<Services> {
  const services: Services = new Map();
  const start = async (name: ServiceName, module: Parameters<typeof startService>[0]['module']) => {
    services.set(name, await startService({ name, module, settings }));
  };
  await start('mypage', MyPageModule.with(MyPageSettings.from(settings), wiring));
  await start('notification', NotificationModule.with(NotificationSettings.from(settings), wiring));
  // The demo lectures come by the API here, and are there when the system says that it is ready.
  await start('lecture', LectureModule.with({ ...settings, SUGANG_DEMO: false }, wiring));
  await start('payment', PaymentModule.with(settings, wiring));
  await start('registration', RegistrationModule.with(settings, wiring));
  await start('identity', IdentityModule.with(IdentitySettings.from(settings), wiring));
  keys.identity = services.get('identity');
  return services;
}
