import { around, built } from './built.mjs';
import { pass } from './points.mjs';

const { TypeormDueNotifications } = await built('apps/notification/src/persistence/typeorm-due-notifications');

/** A message was sent, but not yet recorded as sent. */
around(TypeormDueNotifications, 'store', async (store, ...asked) => {
  await pass('before-commit:notification.outcome');
  await store(...asked);
});
