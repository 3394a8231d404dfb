/** Digests of what is easily guessed, such as e-mail and network addresses: without the server's key they reveal nothing. */
export abstract class Digests {
  abstract of(...parts: string[]): string;

  /** Also with the keys that are being replaced, to find what was stored under them. */
  abstract everyOf(...parts: string[]): string[];
}
