import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/**
 * Writes a generated page; with --check it writes nothing and fails when the page is stale.
 * @param {string} page path of the page
 * @param {string} text its new Markdown, not yet formatted
 * @param {string} command what writes it, for whoever finds it stale
 */
export const keepPage = (page, text, command) => keep(page, text, 'markdown', command);

/** The same of a JSON document. */
export const keepDocument = (path, document, command) => keep(path, JSON.stringify(document), 'json', command);

/** The same of a file in a language that Prettier knows by the name `parser`. */
export async function keep(page, text, parser, command) {
  const wanted = await format(text, { ...(await resolveConfig(page)), parser });
  if (written(page) === wanted) return console.log(`${page}: up to date`);
  if (!process.argv.includes('--check')) {
    writeFileSync(page, wanted);
    return console.log(`${page}: written`);
  }
  console.error(`${page} is stale: run ${command} and commit it`);
  process.exitCode = 1;
}

function written(page) {
  try {
    return readFileSync(page, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What a table cell may hold. */
export const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
