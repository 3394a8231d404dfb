import { pino, stdTimeFunctions, type DestinationStream, type Level, type Logger } from 'pino';
import { ambientContext, spanIdOf, traceIdOf } from '../context/context.js';
import { buildVersion } from '../service/build-version.js';

export interface LogOptions {
  service: string;
  version?: string;
  level: Level | 'silent';
  /** Standard output by default, pretty-printed if that is a terminal. */
  destination?: DestinationStream;
}

const SECRET_OR_PERSONAL = [
  'authorization',
  'cookie',
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'ticket',
  'email',
  'name',
];
const REDACTED_PATHS = SECRET_OR_PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** Fields of one log line. `error` is written with its stack; secrets and personal data are redacted. */
export type LogFields = Record<string, unknown> & { error?: unknown };

/** Structured log of one service: one JSON line per message, with the correlation and trace id of the ambient context. */
export class Log {
  private constructor(private readonly logger: Logger) {}

  static open({ service, version = buildVersion, level, destination }: LogOptions): Log {
    const options = {
      level,
      base: { service, version },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      redact: { paths: REDACTED_PATHS, censor: '[redacted]' },
      mixin: () => contextFields(),
    };
    return new Log(destination ? pino(options, destination) : pino({ ...options, ...prettyOnTerminal() }));
  }

  static silent(): Log {
    return Log.open({ service: 'silent', level: 'silent' });
  }

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

const MAX_ERRORS = 5;
const MAX_DEPTH = 3;

/** Type, message, code, stack and causes of an error, but not its other fields, which may contain query parameters. */
function errorFields(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    stack: error.stack && withoutValues(error.stack),
    ...(Array.isArray(errors) &&
      depth < MAX_DEPTH && { errors: errors.slice(0, MAX_ERRORS).map((each) => errorFields(each, depth + 1)) }),
    ...(error.cause !== undefined && depth < MAX_DEPTH && { cause: errorFields(error.cause, depth + 1) }),
  };
}

// MySQL quotes the offending value, which may be an e-mail address; an address of a stream may contain a ticket.
const withoutValues = (text: string): string =>
  text.replace(/(Duplicate entry|Incorrect \w+ value:) '.*?'/g, "$1 '…'").replace(/\b(ticket=)[^&\s"']+/g, '$1…');
