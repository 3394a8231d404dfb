import { describe, expect, it } from '@jest/globals';
import { loadSettings } from '#platform';
import { myPageSettings } from './settings.js';

describe('the settings of My Page', () => {
  it('keep the views in SQLite unless told otherwise', () => {
    expect(loadSettings(myPageSettings, {})).toMatchObject({ VIEWS_URL: 'sqlite:', SUGANG_STREAM_POLL_MS: 400 });
  });

  it.each([
    'sqlite:',
    'mongodb://localhost',
    'mongodb://localhost:27017/views',
    'mongodb://mina:p%40ss@one:27017,two:27017,three:27017/views?replicaSet=rs0&authSource=admin',
    'mongodb+srv://cluster.example.org/views',
  ])('take %s for a store of views', (address) => {
    expect(loadSettings(myPageSettings, { VIEWS_URL: address }).VIEWS_URL).toBe(address);
  });

  it.each([
    'mysql://localhost/views',
    'mongodb://',
    'sqlite:elsewhere',
    'mongodb://mina:p@ss/word@host/views',
    'views',
  ])('refuse %s, and do not repeat it', (address) => {
    const load = () => loadSettings(myPageSettings, { VIEWS_URL: address });
    expect(load).toThrow(/VIEWS_URL: must be sqlite: or an address such as mongodb:/);
    expect(load).not.toThrow(/p@ss|elsewhere|mysql/);
  });

  it('refuse a pause between looks by which a change would come late', () => {
    expect(() => loadSettings(myPageSettings, { SUGANG_STREAM_POLL_MS: '5000' })).toThrow(/SUGANG_STREAM_POLL_MS/);
  });
});
