import { CommandError } from './command-error.js';
import { type Doc, textOf } from './documents.js';
import { type IndexSpec, UniqueIndex } from './unique-index.js';

const ID_INDEX: IndexSpec = { key: { _id: 1 }, name: '_id_', unique: true };

export class StoredCollection {
  private readonly docs = new Map<string, Doc>();
  private readonly specs: IndexSpec[] = [ID_INDEX];
  private readonly unique: UniqueIndex[];

  constructor(readonly namespace: string) {
    this.unique = [new UniqueIndex(namespace, ID_INDEX)];
  }

  all(): Doc[] {
    return [...this.docs.values()];
  }

  withId(id: unknown): Doc[] {
    const found = this.docs.get(textOf(id));
    return found ? [found] : [];
  }

  replace(before: Doc | undefined, after: Doc): void {
    for (const index of this.unique) index.assertFree(after, before);
    for (const index of this.unique) {
      if (before) index.remove(before);
      index.add(after);
    }
    this.docs.set(textOf(after._id), after);
  }

  remove(doc: Doc): void {
    for (const index of this.unique) index.remove(doc);
    this.docs.delete(textOf(doc._id));
  }

  get indexes(): readonly IndexSpec[] {
    return this.specs;
  }

  createIndex(spec: IndexSpec): void {
    const known = this.specs.find(({ name, key }) => name === spec.name || textOf(key) === textOf(spec.key));
    if (known && isSameIndex(known, spec)) return;
    if (known)
      throw new CommandError(86, `An existing index has the same name or key as the requested index: ${spec.name}`);
    if (spec.unique) this.unique.push(this.built(spec));
    this.specs.push(spec);
  }

  private built(spec: IndexSpec): UniqueIndex {
    const index = new UniqueIndex(this.namespace, spec);
    for (const doc of this.docs.values()) {
      index.assertFree(doc);
      index.add(doc);
    }
    return index;
  }
}

const isSameIndex = (one: IndexSpec, other: IndexSpec): boolean =>
  one.name === other.name && textOf(one.key) === textOf(other.key) && Boolean(one.unique) === Boolean(other.unique);

export class Databases {
  private readonly collections = new Map<string, StoredCollection>();

  collection(database: string, name: string): StoredCollection {
    const namespace = `${database}.${name}`;
    const known = this.collections.get(namespace);
    if (known) return known;
    const made = new StoredCollection(namespace);
    this.collections.set(namespace, made);
    return made;
  }

  has(database: string, name: string): boolean {
    return this.collections.has(`${database}.${name}`);
  }

  drop(database: string): void {
    for (const namespace of this.collections.keys())
      if (namespace.startsWith(`${database}.`)) this.collections.delete(namespace);
  }
}
