import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type DatabaseOptions } from '#persistence';
import { AccountCopyRow, LectureCopyRow, PreferenceRow, RegistrationCopyRow } from './copies.row.js';
import { NotificationsAndCopies1790000000000 } from './migrations/1790000000000-notifications-and-copies.js';
import { NotificationRow } from './notification.row.js';

/** Opens notification's own store. */
export const openNotificationStore = (at: Pick<DatabaseOptions, 'url' | 'dataDir' | 'migrate'>): Promise<Database> =>
  Database.open({
    ...at,
    service: 'notification',
    entities: [
      NotificationRow,
      PreferenceRow,
      AccountCopyRow,
      RegistrationCopyRow,
      LectureCopyRow,
      ...messagingEntities,
    ],
    migrations: [...messagingMigrations, NotificationsAndCopies1790000000000],
  });
