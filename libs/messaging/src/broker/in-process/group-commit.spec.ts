import { describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import type { BrokerFile } from './broker-file.js';
import { GroupCommit } from './group-commit.js';

describe('writes that share a commit', () => {
  const commits: string[][] = [];
  let written: string[] = [];
  const file = {
    transaction: (write: () => void) => {
      written = [];
      write();
      commits.push(written);
    },
  } as BrokerFile;
  const shared = new GroupCommit(file);
  const write = (text: string) => () => void written.push(text);

  it('are those of one turn, with whatever could wait', async () => {
    const late = shared.soon(write('ack'));
    await Promise.all([shared.now(write('one')), shared.now(write('two')), late]);
    expect(commits.splice(0)).toEqual([['ack', 'one', 'two']]);
  });

  it('come soon even when nothing urgent does', async () => {
    await shared.soon(write('ack'));
    expect(commits.splice(0)).toEqual([['ack']]);
  });

  it('are committed at once on request, and then no more', async () => {
    const waiting = [shared.soon(write('ack')), shared.now(write('one'))];
    shared.flush();
    await Promise.all(waiting);
    shared.flush();
    await eventually(() => expect(commits.splice(0)).toEqual([['ack', 'one']]));
  });

  it('fail together, and do not trouble the next', async () => {
    const broken = () => {
      throw new Error('disk full');
    };
    const [one, two] = await Promise.allSettled([shared.now(write('one')), shared.now(broken)]);
    expect([one.status, two.status]).toEqual(['rejected', 'rejected']);
    await expect(shared.now(write('three'))).resolves.toBeUndefined();
    expect(commits.splice(0)).toEqual([['three']]);
  });
});
