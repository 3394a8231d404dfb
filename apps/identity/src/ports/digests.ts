/** Keyed digests of values that are easy to guess, such as e-mail and network addresses: useless without the server's key. */
export abstract class Digests {
  abstract of(...parts: string[]): string;

  /** Also with the previous keys, to find rows that were stored under them. */
  abstract everyOf(...parts: string[]): string[];
}
