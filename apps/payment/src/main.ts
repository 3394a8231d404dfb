import { openWiring } from '#messaging';
import { runService } from '#platform';
import { PaymentModule } from './payment.module.js';
import { PaymentSettings } from './settings.js';

await runService({
  name: 'payment',
  settings: PaymentSettings,
  wiring: openWiring,
  module: (settings, wiring) => PaymentModule.with(settings, wiring),
});
