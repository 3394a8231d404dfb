import { changed, upserted } from './change-document.js';
import type { StoredCollection } from './collection.js';
import { areSame, type Doc } from './documents.js';
import { found } from './queries.js';
import { CommandError } from './command-error.js';

function each(items: Doc[], ordered: boolean, write: (item: Doc, index: number) => void): Doc {
  const writeErrors: Doc[] = [];
  for (const [index, item] of items.entries()) {
    try {
      write(item, index);
    } catch (error) {
      writeErrors.push({ index, ...CommandError.by(error).fields });
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

export function insert(collection: StoredCollection, documents: Doc[], ordered: boolean): Doc {
  let n = 0;
  const refused = each(documents, ordered, (doc) => {
    collection.replace(undefined, doc);
    n += 1;
  });
  return { n, ...refused };
}

export function update(collection: StoredCollection, updates: Doc[], ordered: boolean): Doc {
  const inserted: Doc[] = [];
  let n = 0;
  let nModified = 0;
  const refused = each(updates, ordered, ({ q, u, multi, upsert }, index) => {
    const matching = found(collection, q as Doc, { limit: multi ? 0 : 1 });
    if (matching.length === 0 && upsert) {
      const made = upserted(q as Doc, u);
      collection.replace(undefined, made);
      inserted.push({ index, _id: made._id });
      n += 1;
    }
    for (const before of matching) {
      const after = changed(before, u);
      n += 1;
      if (areSame(before, after)) continue;
      collection.replace(before, after);
      nModified += 1;
    }
  });
  return { n, nModified, ...(inserted.length > 0 && { upserted: inserted }), ...refused };
}

export function remove(collection: StoredCollection, deletes: Doc[], ordered: boolean): Doc {
  let n = 0;
  const refused = each(deletes, ordered, ({ q, limit }) => {
    for (const doc of found(collection, q as Doc, { limit })) {
      collection.remove(doc);
      n += 1;
    }
  });
  return { n, ...refused };
}
