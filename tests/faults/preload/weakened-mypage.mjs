import { around, built } from './built.mjs';
import { isWeak } from './guards.mjs';

const { SqliteViews } = await built('apps/mypage/src/persistence/sqlite.views');
const { MongoViews } = await built('apps/mypage/src/persistence/mongo.views');

let last = 1_000_000_000;

for (const Views of [SqliteViews, MongoViews]) {
  around(Views, 'keep', (keep, part, ...rest) =>
    keep(isWeak('view-sequence') ? { ...part, sequence: (last += 1) } : part, ...rest),
  );
}
