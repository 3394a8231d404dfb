import type { Views } from '../src/ports/views.js';

/** An empty store that can be reopened like after a restart. */
export interface ViewsFixture {
  views: Views;
  reopen(): Promise<void>;
  dispose(): Promise<void>;
}

/** Returns the fixture of the running test. */
export type Fresh = () => ViewsFixture;
