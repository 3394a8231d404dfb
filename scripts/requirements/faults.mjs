import { titlesIn } from './test-titles.mjs';

/**
 * Looks up every test that a requirement names. `sections`: `{ title, requirements: [{ requirement, tests: { file: [name] } }] }`.
 * A name may begin with its groups (`group › test`). A test of a table (`it.each`) is named as it is written, with its `%s`,
 * or by one of its rows. `read` returns the text of a file and throws ENOENT when there is none.
 */
export function faultsOf(sections, read) {
  const faults = [];
  const titles = new Map();
  const titlesOf = (file) => {
    if (!titles.has(file)) titles.set(file, readTitles(file, read));
    return titles.get(file);
  };
  const rows = sections.flatMap((section) => section.requirements);
  const seen = new Set();
  let count = 0;
  for (const { requirement, tests } of rows) {
    if (seen.has(requirement)) faults.push(`"${requirement}" is listed twice`);
    seen.add(requirement);
    const named = Object.entries(tests ?? {}).flatMap(([file, names]) => names.map((name) => ({ file, name })));
    if (named.length === 0) faults.push(`"${requirement}" names no test`);
    count += named.length;
    for (const { file, name } of named) {
      const found = titlesOf(file);
      if (!found) faults.push(`"${requirement}": there is no file ${file}`);
      else if (!found.titles.some((title) => endsWith(title, name.split(' › '), found.source)))
        faults.push(`"${requirement}": no test "${file} › ${name}"`);
    }
  }
  if (rows.length === 0) faults.push('no requirement found');
  return { rows: rows.length, tests: count, faults };
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
