// Prints the id of each row after its commit, until the process is killed. Several rows share a commit.
import { createTable, Database } from '../../../dist/libs/persistence/src/index.js';

class CreateAcknowledged1700000000000 {
  up = (runner) => createTable(runner, 'CREATE TABLE acknowledged (id varchar(20) NOT NULL PRIMARY KEY)');
}

const [dataDir] = process.argv.slice(2);
const migrations = [CreateAcknowledged1700000000000];
const database = await Database.open({ url: 'sqlite:', dataDir, service: 'killed', entities: [], migrations });
const insert = async (id) => {
  await database.transaction((tx) => tx.manager.query('INSERT INTO acknowledged (id) VALUES (?)', [id]));
  process.stdout.write(`${id}\n`);
};
for (let n = 0; ; n += 10) await Promise.all(Array.from({ length: 10 }, (_, k) => insert(`row ${n + k}`)));
