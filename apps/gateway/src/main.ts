import { runService } from '#platform';
import { GatewayModule } from './gateway.module.js';
import { gatewaySettings } from './settings.js';
import { openGatewayWiring } from './wiring.js';

await runService({
  name: 'gateway',
  settings: gatewaySettings,
  wiring: openGatewayWiring,
  module: (settings, wiring) => GatewayModule.with(settings, wiring),
});
