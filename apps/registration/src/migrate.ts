import { migrate, databaseOptionsOf } from '#platform';
import { openRegistrationStore } from './persistence/registration-store.js';

await migrate('registration', (settings) => openRegistrationStore(databaseOptionsOf(settings)));
