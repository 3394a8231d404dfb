import { EVENT_STREAM, type CallOptions, type Input, type Operation } from './operation.js';
import { paused } from './retries.js';
import { SugangError } from './sugang-error.js';
import type { Sugang } from './sugang.js';

export interface ServerEvent<Data> {
  event: string;
  data: Data;
  id: string | undefined;
}

export interface FollowOptions extends CallOptions {
  /** The `id` of the last event of an earlier stream, to continue after it. */
  lastEventId?: string;
}

/** The server sends a comment every 15 seconds: a connection that is silent for longer is dead. */
const SILENCE_MS = 40_000;

/** The events of a stream, across connections: it continues after the last event until it is left or `signal` is aborted. @throws SugangError when it is refused */
export async function* follow<Data>(
  sugang: Sugang,
  operation: Operation,
  input: Input,
  { lastEventId, ...options }: FollowOptions = {},
): AsyncGenerator<ServerEvent<Data>, void> {
  const parser = new EventParser(lastEventId);
  for (let pauseMs = 0; ; pauseMs = parser.retryMs * (0.5 + Math.random() / 2)) {
    try {
      await paused(pauseMs, options.signal);
      yield* connection<Data>(sugang, { ...operation, accept: EVENT_STREAM }, input, options, parser);
    } catch (error) {
      if (options.signal?.aborted) return;
      if (!(error instanceof SugangError) || (error.status >= 400 && error.status < 500)) throw error;
    }
  }
}

async function* connection<Data>(
  sugang: Sugang,
  operation: Operation,
  input: Input,
  options: CallOptions,
  parser: EventParser,
): AsyncGenerator<ServerEvent<Data>, void> {
  const leaving = new AbortController();
  const signal = AbortSignal.any([leaving.signal, ...(options.signal ? [options.signal] : [])]);
  const headers = { ...options.headers, ...(parser.lastEventId && { 'last-event-id': parser.lastEventId }) };
  try {
    const { body } = await sugang.send(operation, input, { ...options, headers, signal }, async (opened) => opened);
    for await (const text of textOf(body!)) {
      for (const { data, ...event } of parser.feed(text)) yield { ...event, data: JSON.parse(data) as Data };
    }
  } finally {
    leaving.abort();
  }
}

async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await withinSilence(reader.read());
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

async function withinSilence<T>(read: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The stream was silent.')), SILENCE_MS);
  });
  try {
    return await Promise.race([read, silence]);
  } catch (cause) {
    throw SugangError.noResponse(cause);
  } finally {
    clearTimeout(timer);
  }
}

/** Not a library, because the available parsers drop the id of an event without data, and a new stream sends its starting position in such an event. */
export class EventParser {
  retryMs = 2_000;
  private rest = '';
  private event = '';
  private data: string[] = [];

  constructor(public lastEventId?: string) {}

  *feed(text: string): Generator<ServerEvent<string>> {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop()!;
    for (const line of lines) {
      if (line !== '') this.read(line);
      else {
        const { event, data, lastEventId: id } = this;
        this.event = '';
        this.data = [];
        if (data.length > 0) yield { event: event || 'message', data: data.join('\n'), id };
      }
    }
  }

  private read(line: string): void {
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line)!;
    if (field === 'event') this.event = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id') this.lastEventId = value;
    if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
  }
}
