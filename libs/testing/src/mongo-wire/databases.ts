import { StoredCollection } from './collection.js';

/** Everything the server keeps, by database and collection. */
export class Databases {
  private readonly collections = new Map<string, StoredCollection>();

  /** A collection begins to exist when it is first named. */
  collection(database: string, name: string): StoredCollection {
    const namespace = `${database}.${name}`;
    const known = this.collections.get(namespace);
    if (known) return known;
    const made = new StoredCollection(namespace);
    this.collections.set(namespace, made);
    return made;
  }

  /** Whether it was ever named. */
  has(database: string, name: string): boolean {
    return this.collections.has(`${database}.${name}`);
  }

  drop(database: string): void {
    for (const namespace of this.collections.keys())
      if (namespace.startsWith(`${database}.`)) this.collections.delete(namespace);
  }
}
