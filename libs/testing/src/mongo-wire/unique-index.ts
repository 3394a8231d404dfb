import { textOf, valueAt, type Doc } from './documents.js';
import { CommandError } from './command-error.js';

/** A requested index. Only unique indexes have an effect; indexes over arrays are not supported. */
export interface IndexSpec {
  key: Record<string, number>;
  name: string;
  unique?: boolean;
}

export class UniqueIndex {
  private readonly owners = new Map<string, string>();

  constructor(
    private readonly namespace: string,
    readonly spec: IndexSpec,
  ) {}

  /** @throws CommandError E11000 when a document holds the values of `doc`, unless it is the one that `doc` replaces */
  assertFree(doc: Doc, before?: Doc): void {
    const owner = this.owners.get(this.entryOf(doc));
    if (owner === undefined || (before && owner === textOf(before._id))) return;
    const { key, name } = this.spec;
    const keyValue = Object.fromEntries(Object.keys(key).map((path) => [path, valueAt(doc, path) ?? null]));
    throw new CommandError(
      11000,
      `E11000 duplicate key error collection: ${this.namespace} index: ${name} dup key: ${JSON.stringify(keyValue)}`,
      { keyPattern: key, keyValue },
    );
  }

  add(doc: Doc): void {
    this.owners.set(this.entryOf(doc), textOf(doc._id));
  }

  remove(doc: Doc): void {
    this.owners.delete(this.entryOf(doc));
  }

  private entryOf(doc: Doc): string {
    return textOf(
      Object.keys(this.spec.key).map((path) => {
        const value = valueAt(doc, path);
        if (Array.isArray(value)) throw new CommandError(2, `the stand-in has no indexes over arrays: ${path}`);
        return value ?? null;
      }),
    );
  }
}
