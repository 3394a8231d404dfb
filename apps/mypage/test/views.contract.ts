import { afterEach, beforeEach, describe } from '@jest/globals';
import { changesContract } from './changes.contract.js';
import { documentsContract } from './documents.contract.js';
import { historiesContract } from './histories.contract.js';
import { partsContract } from './parts.contract.js';
import { rebuildContract } from './rebuild.contract.js';
import { ticketsContract } from './tickets.contract.js';
import type { ViewsFixture } from './views-fixture.js';

/** What every adapter of `Views` guarantees; `open` creates a new, empty store. */
export function viewsContract(open: () => Promise<ViewsFixture>): void {
  describe('views', () => {
    let fixture: ViewsFixture;
    beforeEach(async () => {
      fixture = await open();
    });
    afterEach(() => fixture.dispose());

    partsContract(() => fixture);
    documentsContract(() => fixture);
    changesContract(() => fixture);
    rebuildContract(() => fixture);
    ticketsContract(() => fixture);
    historiesContract(open);
  });
}
