import { openWiring } from '#messaging';
import { runService } from '#platform';
import { NotificationModule } from './notification.module.js';
import { NotificationSettings } from './settings.js';

await runService({
  name: 'notification',
  settings: NotificationSettings,
  wiring: openWiring,
  module: (settings, wiring) => NotificationModule.with(settings, wiring),
});
