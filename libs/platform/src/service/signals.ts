import { constants } from 'node:os';
import type { Log } from '../log/log.js';

/** Exits on SIGTERM or SIGINT until the returned function is called: without a handler the first process of a container ignores them. */
export function exitOnSignalWhileStarting(): () => void {
  const onSignal = (signal: NodeJS.Signals): never => process.exit(128 + constants.signals[signal]);
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  return () => void process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
}

/** Runs `shutDown` on SIGTERM or SIGINT, exits immediately on the second signal, and exits with 1 on an uncaught error. */
export function shutDownOnSignals(log: Log, shutDown: () => Promise<void>): void {
  let shuttingDown = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (shuttingDown) return process.exit(1);
    shuttingDown = true;
    log.info('shutting down', { signal });
    shutDown().then(
      () => process.exit(0),
      (error: unknown) => crash(error),
    );
  };
  const crash = (error: unknown): never => {
    log.fatal('the process exits because of an unexpected error', { error });
    return process.exit(1);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  process.on('uncaughtException', crash).on('unhandledRejection', crash);
}
