import { databaseOptionsOf, migrate } from '#platform';
import { openIdentityStore } from './persistence/identity-store.js';

await migrate('identity', (settings) => openIdentityStore(databaseOptionsOf(settings)));
