import { pino, stdTimeFunctions, type DestinationStream, type Level, type Logger } from 'pino';
import { ambientContext, spanIdOf, traceIdOf } from '../context/context.js';
import { errorFields } from './error-fields.js';
import { redacted } from './redacted.js';

export interface LogOptions {
  service: string;
  version?: string;
  level: Level | 'silent';
  /** Where the lines go; standard output where absent, pretty when that is a terminal. */
  destination?: DestinationStream;
}

/** Facts of one log line. `error` is written with its stack; secrets are replaced by their name. */
export type LogFields = Record<string, unknown> & { error?: unknown };

/** Structured log of one service: one JSON line per message, with correlation and trace id of the ambient context. */
export class Log {
  private constructor(private readonly logger: Logger) {}

  static open({ service, version, level, destination }: LogOptions): Log {
    const options = {
      level,
      base: { service, ...(version && { version }) },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      redact: redacted,
      mixin: () => contextFields(),
    };
    return new Log(destination ? pino(options, destination) : pino({ ...options, ...prettyOnTerminal() }));
  }

  /** A log that writes nothing. */
  static silent(): Log {
    return Log.open({ service: 'silent', level: 'silent' });
  }

  /** The log of one part of the service, such as `relay`. */
  for(part: string): Log {
    return new Log(this.logger.child({ part }));
  }

  debug(message: string, fields?: LogFields): void {
    this.write('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.write('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.write('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.write('error', message, fields);
  }

  fatal(message: string, fields?: LogFields): void {
    this.write('fatal', message, fields);
  }

  private write(level: Level, message: string, { error, ...fields }: LogFields = {}): void {
    if (!this.logger.isLevelEnabled(level)) return;
    this.logger[level](error === undefined ? fields : { ...fields, error: errorFields(error) }, message);
  }
}

function contextFields(): object {
  const context = ambientContext();
  if (!context) return {};
  const { correlationId, tracer } = context;
  return { correlationId, traceId: traceIdOf(context), ...(tracer && { spanId: spanIdOf(context) }) };
}

const prettyOnTerminal = (): object =>
  process.stdout.isTTY ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } } : {};
