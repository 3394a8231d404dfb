import { openWiring } from '#messaging';
import { runService } from '#platform';
import { NotificationModule } from './notification.module.js';
import { notificationSettings } from './settings.js';

await runService({
  name: 'notification',
  settings: notificationSettings,
  wiring: openWiring,
  module: (settings, wiring) => NotificationModule.with(settings, wiring),
});
