import { difference } from './difference.js';
import type { Shown } from './things.js';

/** How My Page's part of one thing differs from what its context has published last; `state` is undefined where nothing is. */
export function wronglyShown<State extends object>(
  what: string,
  id: string,
  shown: Shown<State> | undefined,
  state: State | undefined,
  version: number | undefined,
): string[] {
  if (!state || version === undefined) return shown ? [`My Page shows ${what} ${id}, which is not published`] : [];
  if (!shown) return [`My Page shows nothing of ${what} ${id} (sequence ${version})`];
  const differences = difference({ ...shown.state, sequence: shown.sequence }, { ...state, sequence: version });
  return differences.length > 0 ? [`My Page shows ${what} ${id} with ${differences.join(', ')}`] : [];
}
