import { describe } from '@jest/globals';
import { tempDir } from '#testing';
import { aDatabase, contractParts } from '../database.contract.js';
import { Database } from '../database.js';

describe('a database in a SQLite file', () => {
  const dataDir = tempDir('sqlite');
  aDatabase(() => Database.open({ url: 'sqlite:', dataDir, service: 'booking', ...contractParts }));
});
