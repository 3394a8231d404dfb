import { titlesIn } from './test-titles.mjs';

/**
 * Reads the rows `| requirement | file › test name |` (several tests: `<br>` between them) and looks each test up in its
 * file. `read` gives the text of a file and throws when there is none.
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
      else if (!found.some((title) => endsWith(title, names))) faults.push(`"${requirement}": no test "${reference}"`);
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
    return titlesIn(read(file), file);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const endsWith = (title, names) =>
  names.length > 0 &&
  names.length <= title.length &&
  names.every((name, index) => title[title.length - names.length + index] === name);
