import type { Views } from '../src/domain/views.js';

/** A store of its own, empty, which can be closed and opened again as a restarted process would. */
export interface ViewsUnderTest {
  views: Views;
  reopen(): Promise<void>;
  dispose(): Promise<void>;
}

/** How the suites reach the store of the running test. */
export type Fresh = () => ViewsUnderTest;
