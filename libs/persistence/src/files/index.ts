export { keyFromFile } from './key-file.js';
export { mergeWal } from './merge-wal.js';
export { makeDirectoryPrivate, preparePrivateDatabase } from './private-files.js';
