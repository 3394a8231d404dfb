/** The cards of the simulated payment provider. Another provider supplies its own card field; a card number is never sent to Sugang. */
export const TEST_CARDS = {
  approved: { number: '4242 4242 4242 4242', token: 'tok_ok' },
  declined: { number: '4000 0000 0000 0002', token: 'tok_declined' },
  slow: { number: '4000 0000 0000 3220', token: 'tok_slow' },
  broken: { number: '4000 0000 0000 0119', token: 'tok_error' },
} as const;
export type TestCard = keyof typeof TEST_CARDS;

const digitsOf = (number: string): string => number.replace(/\D/g, '');

export function isCardNumber(number: string): boolean {
  const digits = [...digitsOf(number)].reverse().map(Number);
  const sum = digits.reduce((total, digit, n) => total + (n % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)), 0);
  return digits.length >= 12 && digits.length <= 19 && sum % 10 === 0;
}

export function tokenOf(number: string): string {
  const digits = digitsOf(number);
  const known = Object.values(TEST_CARDS).find((card) => digitsOf(card.number) === digits);
  return known?.token ?? `tok_card_${digits.slice(-4)}`;
}

export const grouped = (number: string): string =>
  digitsOf(number)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, '$1 ');
