import { StoreUnavailable } from '#persistence';
import {
  MongoDriverError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
  MongoWriteConcernError,
} from 'mongodb';

const unreachable: (new (...parameters: never[]) => Error)[] = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoOperationTimeoutError,
  MongoWriteConcernError,
];

/** Codes by which a server says that it cannot do its work now: it steps down, has no disk, does not let us in, … */
const CODES = new Set([
  6, 7, 13, 18, 39, 50, 64, 79, 89, 91, 100, 112, 133, 134, 189, 202, 262, 8000, 9001, 10058, 10107, 11600, 11602,
  13435, 13436, 14031,
]);

const LABELS = ['RetryableWriteError', 'TransientTransactionError', 'SystemOverloadedError'];

/** Whether MongoDB is out, so that nothing is wrong with what was asked. */
export const isOut = (error: unknown): boolean =>
  unreachable.some((kind) => error instanceof kind) ||
  isWaitTooLong(error) ||
  (error instanceof MongoServerError &&
    (CODES.has(Number(error.code)) || LABELS.some((label) => error.hasErrorLabel(label))));

/** No connection came free in time; the driver does not export this class of its own. */
const isWaitTooLong = (error: unknown): boolean =>
  error instanceof MongoDriverError && error.name === 'MongoWaitQueueTimeoutError';

/** A unique index holds the value already. The code is all that every server agrees on. */
export const isDuplicate = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11_000;

/** Does work in the store; that it is out is said in the words of the house. @throws StoreUnavailable */
export async function inStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isOut(error)) throw new StoreUnavailable('the MongoDB of the views does not answer', { cause: error });
    throw error;
  }
}
