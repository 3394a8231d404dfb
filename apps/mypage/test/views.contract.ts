import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Views } from '../src/domain/views.js';
import { changesContract } from './changes.contract.js';
import { documentsContract } from './documents.contract.js';
import { historiesContract } from './histories.contract.js';
import { partsContract } from './parts.contract.js';
import { rebuildContract } from './rebuild.contract.js';

/** A store of its own, empty, which can be closed and opened again as a restarted process would. */
export interface ViewsUnderTest {
  views: Views;
  reopen(): Promise<void>;
  dispose(): Promise<void>;
}

/** How the suites reach the store of the running test. */
export type Fresh = () => ViewsUnderTest;

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
