import { describe, expect, it } from '@jest/globals';
import { loadSettings } from '#platform';
import { myPageSettings } from './settings.js';

describe('the settings of My Page', () => {
  it('keep the views in SQLite unless told otherwise', () => {
    expect(loadSettings(myPageSettings, {})).toMatchObject({ VIEWS_URL: 'sqlite:', SUGANG_STREAM_POLL_MS: 400 });
  });

  it('say plainly that MongoDB is not there yet', () => {
    const load = () => loadSettings(myPageSettings, { VIEWS_URL: 'mongodb://localhost/views' });
    expect(load).toThrow(/VIEWS_URL: MongoDB comes with the distributed mode/);
  });

  it('refuse a pause between looks by which a change would come late', () => {
    expect(() => loadSettings(myPageSettings, { SUGANG_STREAM_POLL_MS: '5000' })).toThrow(/SUGANG_STREAM_POLL_MS/);
  });
});
