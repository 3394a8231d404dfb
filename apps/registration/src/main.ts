import { openWiring } from '#messaging';
import { runService } from '#platform';
import { RegistrationModule, registrationSettings } from './registration.module.js';

await runService({
  name: 'registration',
  settings: registrationSettings,
  wiring: openWiring,
  module: (settings, wiring) => RegistrationModule.with(settings, wiring),
});
