import { onEveryStore as onEveryStoreAddress } from '#testing';

/** The data directory and the database of one test. */
export interface Store {
  dataDir: string;
  settings: { DATABASE_URL: string };
}

/** Runs a suite on every store, which it gets as settings of registration. */
export const onEveryStore = (name: string, suite: (newStore: () => Store) => void): void =>
  onEveryStoreAddress(name, (newStore) =>
    suite(() => {
      const { url, dataDir } = newStore();
      return { dataDir, settings: { DATABASE_URL: url } };
    }),
  );
