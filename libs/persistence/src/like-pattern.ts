/** `text` with `%`, `_` and `\` escaped, for `LIKE … ESCAPE '\\'`; wrap it in `%` where it may stand anywhere. */
export const likePattern = (text: string): string => text.replace(/[\\%_]/g, (wildcard) => `\\${wildcard}`);
