import { openWiring } from '#messaging';
import { runService } from '#platform';
import { IdentityModule } from './identity.module.js';
import { IdentitySettings } from './settings.js';

await runService({
  name: 'identity',
  settings: IdentitySettings,
  wiring: openWiring,
  module: (settings, wiring) => IdentityModule.with(settings, wiring),
});
