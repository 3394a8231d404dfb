import { Rejection } from '#contracts';

const SHORTEST = 10;

/** Why a password is too weak for the person who chose it, or undefined where it will do. */
export function weaknessOf(
  password: string,
  owner: { email: string; name: string },
  isCommon: (password: string) => boolean,
): string | undefined {
  const folded = foldOf(password);
  if ([...folded].length < SHORTEST) return `A password has at least ${SHORTEST} characters.`;
  if (new Set(folded).size === 1) return 'A password is more than one character over and over.';
  if (isCommon(folded)) return 'This password is among the most common ones: choose another.';
  if (ownWordsOf(owner).includes(folded)) return 'A password is not the own name or e-mail address.';
  return undefined;
}

export function refuseWeak(
  password: string,
  owner: { email: string; name: string },
  isCommon: (password: string) => boolean,
): void {
  const weakness = weaknessOf(password, owner, isCommon);
  if (weakness !== undefined) throw new Rejection('WEAK_PASSWORD', weakness);
}

const ownWordsOf = ({ email, name }: { email: string; name: string }): string[] =>
  [email, email.slice(0, email.lastIndexOf('@')), name].map(foldOf);

const foldOf = (text: string): string => text.normalize('NFKC').toLowerCase();
