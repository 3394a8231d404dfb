import { describe, expect, it } from '@jest/globals';
import { MyPageSettings } from './settings.js';

describe('the settings of My Page', () => {
  it('default to views in SQLite', () => {
    expect(MyPageSettings.load({})).toMatchObject({ VIEWS_URL: 'sqlite:', SUGANG_STREAM_POLL_MS: 400 });
  });

  it.each([
    'sqlite:',
    'mongodb://localhost',
    'mongodb://localhost:27017/views',
    'mongodb://mina:p%40ss@one:27017,two:27017,three:27017/views?replicaSet=rs0&authSource=admin',
    'mongodb+srv://cluster.example.org/views',
  ])('accept %s as VIEWS_URL', (address) => {
    expect(MyPageSettings.load({ VIEWS_URL: address }).VIEWS_URL).toBe(address);
  });

  it.each([
    'mysql://localhost/views',
    'mongodb://',
    'sqlite:elsewhere',
    'mongodb://mina:p@ss/word@host/views',
    'views',
  ])('reject %s without repeating it', (address) => {
    const load = () => MyPageSettings.load({ VIEWS_URL: address });
    expect(load).toThrow(/VIEWS_URL: must be sqlite: or an address such as mongodb:/);
    expect(load).not.toThrow(/p@ss|elsewhere|mysql/);
  });

  it('reject a poll interval that would delay changes', () => {
    expect(() => MyPageSettings.load({ SUGANG_STREAM_POLL_MS: '5000' })).toThrow(/SUGANG_STREAM_POLL_MS/);
  });
});
