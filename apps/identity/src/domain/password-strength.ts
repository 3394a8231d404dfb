import { Rejection } from '#contracts';

const MIN_CHARACTERS = 10;

/** @throws Rejection WEAK_PASSWORD if the password is too weak for its owner */
export function rejectWeakPassword(
  password: string,
  owner: { email: string; name: string },
  isCommon: (password: string) => boolean,
): void {
  const folded = fold(password);
  if ([...folded].length < MIN_CHARACTERS) {
    throw new Rejection('WEAK_PASSWORD', { variant: 'too-short', values: { shortest: MIN_CHARACTERS } });
  }
  if (new Set(folded).size === 1) throw new Rejection('WEAK_PASSWORD', { variant: 'repeated' });
  if (isCommon(folded)) throw new Rejection('WEAK_PASSWORD', { variant: 'common' });
  if (personalWordsOf(owner).includes(folded)) throw new Rejection('WEAK_PASSWORD', { variant: 'personal' });
}

const personalWordsOf = ({ email, name }: { email: string; name: string }): string[] =>
  [email, email.slice(0, email.lastIndexOf('@')), name].map(fold);

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
