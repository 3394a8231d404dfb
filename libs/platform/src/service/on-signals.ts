import { constants } from 'node:os';
import type { Log } from '../log/log.js';

/**
 * Ends the process at once on SIGTERM or SIGINT, with 128 and the signal's number, while it serves nobody yet: as the first
 * process of a container it would not hear them without. Answers what takes this back, for `onSignals` to take over.
 */
export function endWhileStarting(): () => void {
  const onSignal = (signal: NodeJS.Signals): never => process.exit(128 + constants.signals[signal]);
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  return () => void process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
}

/** Ends the process in order on SIGTERM or SIGINT, at once on the second; an error that nobody caught ends it with code 1. */
export function onSignals(log: Log, end: () => Promise<void>): void {
  let ending = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending) return process.exit(1);
    ending = true;
    log.info('shutting down', { signal });
    end().then(
      () => process.exit(0),
      (error: unknown) => dieOf(error),
    );
  };
  const dieOf = (error: unknown): never => {
    log.fatal('the process ends', { error });
    return process.exit(1);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  process.on('uncaughtException', dieOf).on('unhandledRejection', dieOf);
}
