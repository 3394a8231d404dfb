import { migrate, storeAt } from '#platform';
import { openNotificationStore } from './persistence/notification-store.js';

await migrate('notification', (settings) => openNotificationStore(storeAt(settings)));
