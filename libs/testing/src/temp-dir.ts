import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';

/** A new empty directory that is removed after the tests of this file; call it while tests are being declared. */
export function tempDir(name = 'test'): string {
  const dir = mkdtempSync(join(tmpdir(), `sugang-${name}-`));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
