import { onEveryStore as onEachOfThem } from '#testing';

/** Where a service of a test keeps its things: an own directory, and an own file or schema. */
export interface Store {
  dataDir: string;
  settings: { DATABASE_URL: string };
}

/** The same tests on every store, told to registration by its settings. */
export const onEveryStore = (name: string, suite: (newStore: () => Store) => void): void =>
  onEachOfThem(name, (newStore) =>
    suite(() => {
      const { url, dataDir } = newStore();
      return { dataDir, settings: { DATABASE_URL: url } };
    }),
  );
