import { messagingEntities, messagingMigrations } from '#messaging';
import { Database, type DatabaseOptions } from '#persistence';
import { NotificationsAndCopies1790000000000 } from './migrations/1790000000000-notifications-and-copies.js';
import { AccountCopyRow, LectureCopyRow, NotificationRow, PreferenceRow, RegistrationCopyRow } from './rows.js';

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
