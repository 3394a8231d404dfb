import { titlesIn } from './test-titles.mjs';

/**
 * Reads the rows `| requirement | file › test name |` (several tests: `<br>` between them) and looks each test up in its
 * file. The name may begin with its groups. A test of a table (`it.each`) may be named as it is written, with its `%s`, or
 * by one of its rows. `read` gives the text of a file and throws when there is none.
 */
export function faultsOf(markdown, read) {
  const faults = [];
  const titles = new Map();
  const titlesOf = (file) => {
    if (!titles.has(file)) titles.set(file, readTitles(file, read));
    return titles.get(file);
  };
  const rows = rowsOf(markdown);
  const seen = new Set();
  let tests = 0;
  for (const { requirement, shownBy } of rows) {
    if (seen.has(requirement)) faults.push(`"${requirement}" stands twice`);
    seen.add(requirement);
    if (shownBy.length === 0) faults.push(`"${requirement}" names no test`);
    for (const reference of shownBy) {
      tests += 1;
      const [file, ...names] = reference.split(' › ');
      const found = titlesOf(file);
      if (!found) faults.push(`"${requirement}": there is no file ${file}`);
      else if (!found.titles.some((title) => endsWith(title, names, found.source)))
        faults.push(`"${requirement}": no test "${reference}"`);
    }
  }
  if (rows.length === 0) faults.push('no table row found');
  return { rows: rows.length, tests, faults };
}

function rowsOf(markdown) {
  return markdown
    .split('\n')
    .filter(
      (line) => /^\|.*\|\s*$/.test(line) && !/^\|[\s|:-]+\|\s*$/.test(line) && !/^\|\s*requirement\s*\|/.test(line),
    )
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split(/(?<!\\)\|/),
    )
    .map(([requirement, shownBy = '']) => ({
      requirement: requirement.trim(),
      shownBy: shownBy
        .replaceAll('\\|', '|')
        .split('<br>')
        .map((reference) => reference.trim())
        .filter((reference) => reference !== ''),
    }));
}

function readTitles(file, read) {
  try {
    const source = read(file);
    return { source, titles: titlesIn(source, file) };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const endsWith = (title, names, source) =>
  names.length > 0 &&
  names.length <= title.length &&
  names.every((name, index) => isNamed(title[title.length - names.length + index], name, source));

/** What a row puts in the place of `%s` must be written in the file. */
function isNamed(title, name, source) {
  if (title === name) return true;
  const pattern = title
    .split(/%[sdifjop]|\$\w+|\$\{…\}/)
    .map(escaped)
    .join('(.+)');
  const row = new RegExp(`^${pattern}$`).exec(name)?.slice(1);
  return row !== undefined && row.length > 0 && row.every((value) => source.includes(value));
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
