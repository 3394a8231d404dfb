/** How the simulated provider treats a card token. */
export type TokenConduct =
  { kind: 'approve'; afterMs?: number } | { kind: 'decline'; reason: string } | { kind: 'hang' } | { kind: 'fault' };

export function conductOf(token: string): TokenConduct {
  switch (token) {
    case 'tok_ok':
      return { kind: 'approve' };
    case 'tok_slow':
      return { kind: 'approve', afterMs: 3_000 };
    case 'tok_hang':
      return { kind: 'hang' };
    case 'tok_error':
      return { kind: 'fault' };
    case 'tok_declined':
      return { kind: 'decline', reason: 'CARD_DECLINED' };
    default:
      return token.startsWith('tok_card_') ? { kind: 'approve' } : { kind: 'decline', reason: 'TOKEN_UNKNOWN' };
  }
}
