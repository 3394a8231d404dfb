import { migrate } from '#platform';
import { openRegistrationStore } from './persistence/registration-store.js';

await migrate('registration', openRegistrationStore);
