/** Whether the store refused a row because a primary or unique key holds its value already. */
export function isDuplicateKey(error: unknown): boolean {
  throw new Error(`not written yet ${String(error)}`);
}

/** Whether it is the key over the named column, or of that index name, that holds the value already. */
export function duplicateOf(error: unknown, ...names: string[]): boolean {
  throw new Error(`not written yet ${String(error)} ${String(names)}`);
}

/** Whether others were merely in the way (deadlock, lock timeout, busy file, changed version): the same work may succeed next time. */
export function isContention(error: unknown): boolean {
  throw new Error(`not written yet ${String(error)}`);
}

/** Whether the store failed, not the work: connection lost, disk full, cannot open, still locked after every retry. */
export function isStoreFault(error: unknown): boolean {
  throw new Error(`not written yet ${String(error)}`);
}
