import { openWiring } from '#messaging';
import { runService } from '#platform';
import { RegistrationModule, RegistrationSettings } from './registration.module.js';

await runService({
  name: 'registration',
  settings: RegistrationSettings,
  wiring: openWiring,
  module: (settings, wiring) => RegistrationModule.with(settings, wiring),
});
