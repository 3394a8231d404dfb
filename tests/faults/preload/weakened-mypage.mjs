import { around, built } from './built.mjs';
import { isGuardDisabled } from './guards.mjs';

const { SqliteViews } = await built('apps/mypage/src/persistence/sqlite-views');
const { MongoViews } = await built('apps/mypage/src/persistence/mongo-views');

let last = 1_000_000_000;

/** Orders states by the publisher's clock. */
const byTime = ({ state, ...part }) => ({
  ...part,
  state,
  sequence: Date.parse(state.endedAt ?? state.confirmedAt ?? state.requestedAt),
});
const withoutSequence = (part) => {
  if (isGuardDisabled('view-sequence')) return { ...part, sequence: (last += 1) };
  return isGuardDisabled('order-by-version') && part.kind === 'registration' ? byTime(part) : part;
};

for (const Views of [SqliteViews, MongoViews]) {
  around(Views, 'save', async (save, part, ...rest) => {
    try {
      return await save(withoutSequence(part), ...rest);
    } catch (error) {
      if (isGuardDisabled('views-retry')) return 'applied';
      throw error;
    }
  });
}
