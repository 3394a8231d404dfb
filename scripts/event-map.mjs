// Writes docs/event-map.md from the catalog and the policy tables; with --check it writes nothing and fails when the page is stale.
// Run with the hooks that read TypeScript (npm run docs:event-map).
import { pageOf } from './event-map/page.mjs';
import { allReactions } from './event-map/policies.mjs';
import { keepPage } from './generated/page.mjs';

await keepPage('docs/event-map.md', pageOf(await allReactions()), 'npm run docs:event-map');
