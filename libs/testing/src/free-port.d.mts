/** A TCP port that nobody listens on at this moment, another one each time. */
export function freePort(): Promise<number>;
