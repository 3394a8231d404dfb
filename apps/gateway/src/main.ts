import { runService } from '#platform';
import { GatewayModule } from './gateway.module.js';
import { GatewaySettings } from './settings.js';
import { openGatewayWiring } from './wiring.js';

await runService({
  name: 'gateway',
  settings: GatewaySettings,
  wiring: openGatewayWiring,
  module: (settings, wiring) => GatewayModule.with(settings, wiring),
});
