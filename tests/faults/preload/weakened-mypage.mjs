import { around, built } from './built.mjs';
import { isWeak } from './guards.mjs';

const { SqliteViews } = await built('apps/mypage/src/persistence/sqlite-views');
const { MongoViews } = await built('apps/mypage/src/persistence/mongo-views');

let last = 1_000_000_000;

/** Orders states by the publisher's clock. */
const byTime = ({ state, ...part }) => ({
  ...part,
  state,
  sequence: Date.parse(state.endedAt ?? state.confirmedAt ?? state.requestedAt),
});
const weakened = (part) => {
  if (isWeak('view-sequence')) return { ...part, sequence: (last += 1) };
  return isWeak('order-by-version') && part.kind === 'registration' ? byTime(part) : part;
};

for (const Views of [SqliteViews, MongoViews]) {
  around(Views, 'save', async (save, part, ...rest) => {
    try {
      return await save(weakened(part), ...rest);
    } catch (error) {
      if (isWeak('views-retry')) return 'applied';
      throw error;
    }
  });
}
