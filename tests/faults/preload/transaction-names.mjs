import { AsyncLocalStorage } from 'node:async_hooks';

const name = new AsyncLocalStorage();

/** Runs `work`; its outermost transactions carry this name. */
export const named = (transaction, work) => name.run(name.getStore() ?? transaction, work);
export const transactionName = () => name.getStore() ?? 'other';
