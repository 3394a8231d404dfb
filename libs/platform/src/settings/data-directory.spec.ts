import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';
import { createDataDirectory, createDirectory } from './data-directory.js';

const dir = tempDir('data');

describe('the data directory', () => {
  it('is created with its missing parents, and creating it again succeeds', () => {
    const path = join(dir, 'a/b/c');
    for (let time = 0; time < 2; time += 1) createDirectory(path);
    expect(existsSync(path)).toBe(true);
  });

  it.each([
    ['where no directory can be created', () => '/proc/x'],
    ['below a file', () => join(file(), 'x')],
    ['that is a file', file],
  ])('is rejected immediately with the name of the setting %s', (_where, path) => {
    const settings = { SUGANG_DATA_DIR: path(), DATABASE_URL: 'sqlite:' };
    expect(() => createDataDirectory(settings)).toThrow(
      /SUGANG_DATA_DIR: must be a directory that can be created and written/,
    );
  });

  it('is not created by a service without embedded stores', () => {
    const nowhere = { SUGANG_DATA_DIR: '/proc/x', DATABASE_URL: 'mysql://db', BROKER_URL: 'amqp://mq' };
    expect(() => createDataDirectory(nowhere)).not.toThrow();
    const embedded = { ...nowhere, BROKER_URL: 'in-process:' };
    expect(() => createDataDirectory(embedded)).toThrow('SUGANG_DATA_DIR');
  });
});

function file(): string {
  const path = join(dir, 'file');
  writeFileSync(path, '');
  return path;
}
