import type { LoggerService } from '@nestjs/common';
import type { Log } from './log.js';

export class NestLog implements LoggerService {
  constructor(private readonly sink: Log) {}

  log(message: unknown, context?: unknown): void {
    this.sink.debug(String(message), { nest: context });
  }

  debug(message: unknown, context?: unknown): void {
    this.sink.debug(String(message), { nest: context });
  }

  verbose(message: unknown, context?: unknown): void {
    this.sink.debug(String(message), { nest: context });
  }

  warn(message: unknown, context?: unknown): void {
    this.sink.warn(textOf(message), { nest: context, error: errorOf(message) });
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.sink.error(textOf(message), { nest: rest.at(-1), error: errorOf(message) });
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.sink.fatal(textOf(message), { nest: rest.at(-1), error: errorOf(message) });
  }
}

const textOf = (message: unknown): string => (message instanceof Error ? message.name : String(message));
const errorOf = (message: unknown): Error | undefined => (message instanceof Error ? message : undefined);
