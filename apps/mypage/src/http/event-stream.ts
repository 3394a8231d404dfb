import type { FollowedChange, Follower } from '../use-cases/follower.js';

export interface StreamRules {
  /** The stream ends when the token does, by the machine's clock, which judges tokens. */
  until: Date;
  heartbeatMs: number;
}

const RETRY_MS = 2_000;

/** A follower's changes as the text of an event stream, until the follower is closed or the token expires. */
export async function* eventStream(follower: Follower, { until, heartbeatMs }: StreamRules): AsyncGenerator<string> {
  try {
    yield `retry: ${RETRY_MS}\nid: ${follower.lookedAt}\n: here come the changes of your registrations\n\n`;
    let beatAt = performance.now() + heartbeatMs;
    for (;;) {
      const left = until.getTime() - Date.now();
      if (left <= 0) return;
      await follower.news(Math.min(left, Math.max(0, beatAt - performance.now())));
      if (follower.closed) return;
      for (const change of follower.take()) yield eventText(change);
      if (performance.now() < beatAt) continue;
      yield ': still here\n\n';
      beatAt += heartbeatMs;
    }
  } finally {
    follower.close();
  }
}

const eventText = ({ document, mark }: FollowedChange): string =>
  `event: registration\nid: ${mark}\ndata: ${JSON.stringify(document)}\n\n`;
