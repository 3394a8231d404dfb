import { request, type IncomingMessage } from 'node:http';

export interface StreamedEvent {
  event?: string;
  id?: string;
  data?: string;
}

/** One open event stream over a socket of its own, read as a browser reads it. */
export class EventStream {
  private text = '';
  readonly ended: Promise<void>;

  private constructor(private readonly response: IncomingMessage) {
    response.setEncoding('utf8').on('data', (chunk: string) => (this.text += chunk));
    this.ended = new Promise((resolve) => response.once('close', resolve));
  }

  static open(url: string, headers: Record<string, string>): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      request(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false })
        .once('response', (response) => resolve(new EventStream(response)))
        .once('error', reject)
        .end();
    });
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  get headers(): IncomingMessage['headers'] {
    return this.response.headers;
  }

  get read(): string {
    return this.text;
  }

  /** Every block that ended with an empty line. */
  get blocks(): StreamedEvent[] {
    return this.text
      .split('\n\n')
      .slice(0, -1)
      .map((block) =>
        Object.fromEntries(
          block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        ),
      );
  }

  get events(): StreamedEvent[] {
    return this.blocks.filter(({ event }) => event !== undefined);
  }

  get documents(): any[] {
    return this.events.filter(({ event }) => event === 'registration').map(({ data }) => JSON.parse(data ?? ''));
  }

  /** What a browser would send as `Last-Event-ID`. */
  get lastEventId(): string | undefined {
    return this.blocks.map(({ id }) => id).findLast((id) => id !== undefined);
  }

  stopReading(): void {
    this.response.pause();
  }

  close(): void {
    this.response.destroy();
  }
}
