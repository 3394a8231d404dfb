import { CommonPasswords } from '../ports/passwords.js';

/** The dictionary of zxcvbn: some 49,000 leaked passwords, read when the first one is asked for. */
export class DictionaryCommonPasswords extends CommonPasswords {
  private loaded?: Promise<ReadonlySet<string>>;

  load(): Promise<ReadonlySet<string>> {
    this.loaded ??= import('@zxcvbn-ts/language-common').then(
      ({ dictionary }) => new Set(dictionary['passwords-common'].map((password) => password.toLowerCase())),
    );
    return this.loaded;
  }
}
