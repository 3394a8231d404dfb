import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

export const EVENT_STREAM = 'text/event-stream';

/** Server-sent events, generated as fast as the client reads them. `left` is called when the client disconnects, not at the next heartbeat. */
export function eventStream(text: AsyncGenerator<string, undefined>, left: () => void): StreamableFile {
  const body = new Readable({
    read() {
      text.next().then(
        ({ value }) => this.destroyed || this.push(value ?? null),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, done) {
      left();
      done(error);
    },
  });
  return new StreamableFile(body, { type: EVENT_STREAM });
}
