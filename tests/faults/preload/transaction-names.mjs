import { AsyncLocalStorage } from 'node:async_hooks';

const name = new AsyncLocalStorage();

/** Runs `work`, whose outermost transactions are known by that name. */
export const named = (transaction, work) => name.run(name.getStore() ?? transaction, work);
export const transactionName = () => name.getStore() ?? 'other';
