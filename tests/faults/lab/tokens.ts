interface OpenTokens {
  url: string;
  students(amount: number): string[];
  instructor(): string;
  stop(): void;
}

/** Tokens signed with the lab's own key, published where the services expect identity's keys. */
export async function openTokens(): Promise<OpenTokens> {
  const script: string = '../../../scripts/bench/limit/tokens.mjs';
  const { openTokens: open } = (await import(script)) as { openTokens(): Promise<OpenTokens> };
  return open();
}

export type Tokens = OpenTokens;

/** Subject of the token. */
export const subjectOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sub: string }).sub;
