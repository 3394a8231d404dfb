/** So that a copy of the file alone is complete. While another process reads, the rest stays in the WAL, where SQLite finds it. */
export function mergeWal(database: { pragma(source: string): unknown }): void {
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // A full disk must not prevent closing: the next start merges.
    process.emitWarning(error as Error, { type: 'WalNotMerged' });
  }
}
