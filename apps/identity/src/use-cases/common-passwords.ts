/** The passwords that everybody uses, in lower case. */
export abstract class CommonPasswords {
  abstract load(): Promise<ReadonlySet<string>>;
}
