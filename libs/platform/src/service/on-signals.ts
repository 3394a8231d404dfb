import type { Log } from '../log/log.js';

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
