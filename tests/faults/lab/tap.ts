export interface Tapped {
  id: string;
  routingKey: string;
  body: string;
}

/** Hears every event that is published, on a queue of its own. */
export interface Tap {
  readonly heard: readonly Tapped[];
  /** How often each message was published. */
  timesOf(id: string): number;
}
