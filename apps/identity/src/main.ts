import { openWiring } from '#messaging';
import { runService } from '#platform';
import { IdentityModule } from './identity.module.js';
import { identitySettings } from './settings.js';

await runService({
  name: 'identity',
  settings: identitySettings,
  wiring: openWiring,
  module: (settings, wiring) => IdentityModule.with(settings, wiring),
});
