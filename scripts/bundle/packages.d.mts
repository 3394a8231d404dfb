/** Types for the tests of packages.mjs. */
export class Packages {
  constructor(locked: Record<string, { version: string; dev?: boolean; devOptional?: boolean; dependencies?: object }>);
  staysOutside(specifier: string): boolean;
  isForProduction(file: string): boolean;
  isTheCommonCopy(file: string, specifier: string): boolean;
}
