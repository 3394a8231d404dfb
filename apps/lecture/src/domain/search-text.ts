/** Text in which letter case and the way of writing accents make no difference, so that pieces of it can be looked for. */
export const searchText = (...texts: (string | null)[]): string =>
  texts
    .filter((text) => text !== null)
    .map(folded)
    .join('\n');

// Upper case, because it also joins ß with SS and both lower sigmas.
const folded = (text: string): string => text.normalize('NFC').toUpperCase().normalize('NFC');
