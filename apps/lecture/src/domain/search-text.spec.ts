import { describe, expect, it } from '@jest/globals';
import { searchText } from './search-text.js';

const finds = (text: string, wanted: string) => searchText(text).includes(searchText(wanted));

describe('the search text', () => {
  it.each([
    ['Algorithms 101', 'aLGO'],
    ['Économie générale', 'ÉCONOMIE'],
    ['한국어 글쓰기', '글쓰'],
    ['한국어'.normalize('NFD'), '한국'],
    ['Großstadt', 'GROSS'],
    ['ΟΔΟΣ ΑΘΗΝΩΝ', 'οδος'],
  ])('finds "%s" by "%s"', (text, wanted) => {
    expect(finds(text, wanted)).toBe(true);
  });

  it('keeps accents distinct, and its parts separate', () => {
    expect(finds('Économie', 'economie')).toBe(false);
    expect(searchText('Algorithms', null, 'Dr. Park')).toBe('ALGORITHMS\nDR. PARK');
  });
});
