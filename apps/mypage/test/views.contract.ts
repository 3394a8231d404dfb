import { afterEach, beforeEach, describe } from '@jest/globals';
import { changesContract } from './changes.contract.js';
import { documentsContract } from './documents.contract.js';
import { historiesContract } from './histories.contract.js';
import { partsContract } from './parts.contract.js';
import { rebuildContract } from './rebuild.contract.js';
import type { ViewsUnderTest } from './views-under-test.js';

/** What every store of views promises; `open` makes a new, empty one. */
export function viewsContract(open: () => Promise<ViewsUnderTest>): void {
  describe('views', () => {
    let under: ViewsUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.dispose());

    partsContract(() => under);
    documentsContract(() => under);
    changesContract(() => under);
    rebuildContract(() => under);
    historiesContract(open);
  });
}
