import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';
import { makeDataDirectoryOf, makeDirectory } from './data-directory.js';

const dir = tempDir('data');

describe('the data directory', () => {
  it('is made with those above it, and again without harm', () => {
    const path = join(dir, 'a/b/c');
    for (let time = 0; time < 2; time += 1) makeDirectory(path);
    expect(existsSync(path)).toBe(true);
  });

  it.each([
    ['where nothing can be made', () => '/proc/x'],
    ['below a file', () => join(file(), 'x')],
    ['that is a file', file],
  ])('is refused at once and by name %s', (_where, path) => {
    const settings = { SUGANG_DATA_DIR: path(), DATABASE_URL: 'sqlite:' };
    expect(() => makeDataDirectoryOf(settings)).toThrow(
      /SUGANG_DATA_DIR: must be a directory that can be made and written/,
    );
  });

  it('is not touched by a service that keeps nothing in files', () => {
    const nowhere = { SUGANG_DATA_DIR: '/proc/x', DATABASE_URL: 'mysql://db', BROKER_URL: 'amqp://mq' };
    expect(() => makeDataDirectoryOf(nowhere)).not.toThrow();
    const embedded = { ...nowhere, BROKER_URL: 'in-process:' };
    expect(() => makeDataDirectoryOf(embedded)).toThrow('SUGANG_DATA_DIR');
  });
});

function file(): string {
  const path = join(dir, 'file');
  writeFileSync(path, '');
  return path;
}
