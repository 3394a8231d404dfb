interface OpenTokens {
  url: string;
  students(amount: number): string[];
  instructor(): string;
  stop(): void;
}

/** Tokens of a key of the lab's own, published where its services expect identity's keys. */
export async function openTokens(): Promise<OpenTokens> {
  const script: string = '../../../scripts/bench/limit/tokens.mjs';
  const { openTokens: open } = (await import(script)) as { openTokens(): Promise<OpenTokens> };
  return open();
}

export type Tokens = OpenTokens;

/** Whose token it is. */
export const subjectOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string }).sub;
