import { describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { GroupCommit, type BrokerFile } from './broker-file.js';

describe('GroupCommit', () => {
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

  it('commits the writes of one turn of the event loop together with delayed ones', async () => {
    const delayed = shared.soon(write('ack'));
    await Promise.all([shared.now(write('one')), shared.now(write('two')), delayed]);
    expect(commits.splice(0)).toEqual([['ack', 'one', 'two']]);
  });

  it('commits delayed writes without an urgent one', async () => {
    await shared.soon(write('ack'));
    expect(commits.splice(0)).toEqual([['ack']]);
  });

  it('commits pending writes once on a flush', async () => {
    const waiting = [shared.soon(write('ack')), shared.now(write('one'))];
    shared.flush();
    await Promise.all(waiting);
    shared.flush();
    await eventually(() => expect(commits.splice(0)).toEqual([['ack', 'one']]));
  });

  it('rejects all writes of a failed commit and none of the next one', async () => {
    const broken = () => {
      throw new Error('disk full');
    };
    const [one, two] = await Promise.allSettled([shared.now(write('one')), shared.now(broken)]);
    expect([one.status, two.status]).toEqual(['rejected', 'rejected']);
    await expect(shared.now(write('three'))).resolves.toBeUndefined();
    expect(commits.splice(0)).toEqual([['three']]);
  });
});
