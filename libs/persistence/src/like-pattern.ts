/** `text` with its wildcards escaped by `!`: `… LIKE :like ESCAPE '!'` with `%${likePattern(text)}%`, the same on every dialect. */
export const likePattern = (text: string): string => text.replace(/[!%_]/g, (wildcard) => `!${wildcard}`);
