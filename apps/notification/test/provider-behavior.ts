/** How a stand-in of a provider answers from now on. */
export type Mood = 'accept' | 'refuse' | 'fail' | 'ask to wait' | 'hang';

/** A message that a stand-in has taken. */
export interface Accepted {
  /** Our key, as the provider knows it. */
  key: string;
  /** Everything that was sent, decoded. */
  text: string;
  headers: Record<string, string | string[] | undefined>;
}
