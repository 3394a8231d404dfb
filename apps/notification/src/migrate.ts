import { migrate, databaseOptionsOf } from '#platform';
import { openNotificationStore } from './persistence/notification-store.js';

await migrate('notification', (settings) => openNotificationStore(databaseOptionsOf(settings)));
