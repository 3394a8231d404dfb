/** A TCP port that is free at the moment and different on every call. */
export function freePort(): Promise<number>;
