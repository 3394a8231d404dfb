import { Readable } from 'node:stream';
import type { FollowedChange, Follower } from '../use-cases/follower.js';

export interface StreamRules {
  /** The stream ends when the token does, by the machine's clock, which judges tokens. */
  until: Date;
  heartbeatMs: number;
}

const RETRY_MS = 2_000;

/** A follower's changes as an event stream, until the follower is closed or the token expires; read no faster than the client reads. */
export function eventStream(follower: Follower, rules: StreamRules): Readable {
  const text = eventText(follower, rules);
  return new Readable({
    read() {
      text.next().then(
        ({ value }) => this.destroyed || this.push(value ?? null),
        (error: Error) => this.destroy(error),
      );
    },
    // Whoever leaves is forgotten at once, not at the next sign of life.
    destroy(error, done) {
      follower.close();
      done(error);
    },
  });
}

async function* eventText(follower: Follower, { until, heartbeatMs }: StreamRules): AsyncGenerator<string, undefined> {
  try {
    yield `retry: ${RETRY_MS}\nid: ${follower.lookedAt}\n: here come the changes of your registrations\n\n`;
    let beatAt = performance.now() + heartbeatMs;
    for (;;) {
      const left = until.getTime() - Date.now();
      if (left <= 0) return undefined;
      await follower.news(Math.min(left, Math.max(0, beatAt - performance.now())));
      if (follower.closed) return undefined;
      for (const change of follower.take()) yield blockOf(change);
      if (performance.now() < beatAt) continue;
      yield ': still here\n\n';
      beatAt += heartbeatMs;
    }
  } finally {
    follower.close();
  }
}

const blockOf = ({ document, mark }: FollowedChange): string =>
  `event: registration\nid: ${mark}\ndata: ${JSON.stringify(document)}\n\n`;
