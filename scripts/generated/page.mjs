import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/**
 * Writes a generated page; with --check it writes nothing and fails when the page is stale.
 * @param {string} page path of the page
 * @param {string} text its new Markdown, not yet formatted
 * @param {string} command npm command that writes it; named in the error message
 */
export const keepPage = (page, text, command) => keep(page, text, 'markdown', command);

/** The same for a JSON document. */
export const keepDocument = (path, document, command) => keep(path, JSON.stringify(document), 'json', command);

/** The same for a file that Prettier parses with `parser`. */
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

/** Escapes text for a cell of a Markdown table. */
export const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
