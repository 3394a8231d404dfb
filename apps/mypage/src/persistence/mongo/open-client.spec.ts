import { describe, expect, it } from '@jest/globals';
import { InvalidSettings } from '#platform';
import { openClient } from './open-client.js';

const opened = async (url: string) => {
  const { client, db } = openClient(url);
  const { writeConcern, readPreference } = client.options;
  await client.close();
  return { name: db.databaseName, writeConcern, readPreference };
};

describe('the client of the views', () => {
  it.each([
    ['mongodb://localhost/views', 'views'],
    ['mongodb://localhost/test', 'test'],
    ['mongodb://localhost', 'sugang_mypage'],
    ['mongodb://localhost/?appName=x', 'sugang_mypage'],
  ])('at %s uses the database %s', async (url, name) => {
    expect((await opened(url)).name).toBe(name);
  });

  it('waits for a majority and reads from the primary, whatever the address says', async () => {
    const { writeConcern, readPreference } = await opened('mongodb://localhost/views?w=1&readPreference=secondary');
    expect(writeConcern).toMatchObject({ w: 'majority' });
    expect(readPreference.mode).toBe('primary');
  });

  it('refuses an option that the driver does not know, without repeating the password', () => {
    const open = () => openClient('mongodb://mina:hunter2@localhost/views?unheardOf=1');
    expect(open).toThrow(InvalidSettings);
    expect(open).not.toThrow(/hunter2/);
  });
});
