import { Rejection } from '#contracts';

const MIN_CHARACTERS = 10;

const SERVICE_WORDS = ['sugang', 'sugangsincheong', '수강', '수강신청', '수강생', 'courseregistration'];

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
  const personal = personalWordsOf(owner);
  const letters = lettersOf(folded);
  if (personal.includes(folded) || (letters !== '' && personal.map(lettersOf).includes(letters)))
    throw new Rejection('WEAK_PASSWORD', { variant: 'personal' });
  if (SERVICE_WORDS.map(fold).includes(letters)) throw new Rejection('WEAK_PASSWORD', { variant: 'service' });
}

const personalWordsOf = ({ email, name }: { email: string; name: string }): string[] =>
  [email, email.slice(0, email.lastIndexOf('@')), name].map(fold);

/** Digits and signs around a word do not make it harder to guess. */
const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();
