import { migrate, storeAt } from '#platform';
import { openRegistrationStore } from './persistence/registration-store.js';

await migrate('registration', (settings) => openRegistrationStore(storeAt(settings)));
