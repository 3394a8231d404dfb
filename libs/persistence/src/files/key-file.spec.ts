import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';
import { keyFromFile } from './key-file.js';
import { makeDirectoryPrivate, preparePrivateDatabase } from './private-files.js';

const dir = tempDir('private');
const modeOf = (path: string) => statSync(path).mode & 0o1777;

describe('keyFromFile', () => {
  it('creates one key, readable by its owner only, for processes that start together', async () => {
    const file = join(dir, 'new', 'a.key');
    const keys = await Promise.all(Array.from({ length: 20 }, () => keyFromFile(file, 32)));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toEqual(keys[0]);
    expect([modeOf(file), readdirSync(join(dir, 'new'))]).toEqual([0o600, ['a.key']]);
  });

  it('leaves no file behind when its process cannot write, as on a full disk, so that the next start succeeds', async () => {
    const file = join(dir, 'full-disk.key');
    const hooks = resolve(import.meta.dirname, '../../../testing/src/typescript-hooks.mjs');
    const script = resolve(import.meta.dirname, '../../test/creates-key.ts');
    const command = `ulimit -f 0; exec "${process.execPath}" --no-warnings --conditions=source --import "${hooks}" "${script}" "${file}"`;
    const failed = spawnSync('bash', ['-c', command], { env: { ...process.env, NODE_OPTIONS: '' } });
    expect([failed.status === 0, existsSync(file)]).toEqual([false, false]);
    expect(await keyFromFile(file, 32)).toHaveLength(32);
  });

  it('restricts a key file of an earlier release to its owner', async () => {
    const file = join(dir, 'old.key');
    writeFileSync(file, Buffer.alloc(32, 7).toString('base64'), { mode: 0o644 });
    expect(await keyFromFile(file, 32)).toEqual(Buffer.alloc(32, 7));
    expect(modeOf(file)).toBe(0o600);
  });

  it('rejects a file that contains no such key, instead of replacing it', async () => {
    const file = join(dir, 'short.key');
    for (const content of ['', 'short']) {
      writeFileSync(file, content);
      await expect(keyFromFile(file, 32)).rejects.toThrow('short.key does not contain a key of 32 bytes in base64');
      expect(readFileSync(file, 'utf8')).toBe(content);
    }
  });
});

describe('the data of a service', () => {
  it('is closed to other users, also in a directory and in files of an earlier release', () => {
    const directory = join(dir, 'data');
    mkdirSync(directory, { mode: 0o755 });
    chmodSync(directory, 0o755);
    const files = ['x.sqlite', 'x.sqlite-wal', 'x.sqlite-shm'].map((name) => join(directory, name));
    for (const file of files) writeFileSync(file, '', { mode: 0o644 });
    makeDirectoryPrivate(directory);
    preparePrivateDatabase(files[0]!);
    expect([directory, ...files].map(modeOf)).toEqual([0o700, 0o600, 0o600, 0o600]);
  });

  it('may lie in a directory that users share, whose mode remains', () => {
    const directory = join(dir, 'shared');
    mkdirSync(directory);
    chmodSync(directory, 0o1777);
    makeDirectoryPrivate(directory);
    expect(modeOf(directory)).toBe(0o1777);
  });
});
