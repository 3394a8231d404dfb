/** How a line treats one direction: towards the server is `up`, from it `down`. */
export type Direction = 'up' | 'down';

/** In which way bytes go on; none of it: at once, all of them. */
export interface Manner {
  /** Each arrives so much later. */
  delayMs?: number;
  /** Nothing arrives until the manner changes; then all of it does, as TCP sends again after an outage. */
  held?: boolean;
  /** Nothing arrives, ever. */
  dropped?: boolean;
  /** The connection ends with the so-manieth byte from now on. */
  endsAfterBytes?: number;
}

/** What becomes of one request: cut off before the server sees it, after the server has answered it, or never answered. */
export type Fate = 'not-sent' | 'answer-lost' | 'unanswered';
