import { openWiring } from '#messaging';
import { runService } from '#platform';
import { PaymentModule } from './payment.module.js';
import { paymentSettings } from './settings.js';

await runService({
  name: 'payment',
  settings: paymentSettings,
  wiring: openWiring,
  module: (settings, wiring) => PaymentModule.with(settings, wiring),
});
