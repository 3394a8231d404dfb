/** One corrupted row, and the inspector's sentence about it. */
export interface Corruption {
  numbers: string;
  what: string;
  store: 'registration' | 'payment' | 'provider' | 'lecture' | 'identity' | 'mypage';
  table: string;
  sql: string;
  says: RegExp;
}

/** A condition for the first row of those. */
export const one = (table: string, column: string, condition: string) =>
  `${column} = (SELECT id FROM (SELECT MIN(${column}) AS id FROM ${table} WHERE ${condition}) AS x)`;

export const corruption = (
  numbers: string,
  what: string,
  [store, table]: [store: Corruption['store'], table: string],
  sql: string,
  says: RegExp,
): Corruption => ({ numbers, what, store, table, sql, says });
