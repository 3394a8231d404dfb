import { load } from 'js-yaml';

const KEY = /^(\s*)([A-Za-z][A-Za-z0-9]*):(.*)$/;
const DESCRIPTION = /^\s*# -- (.*)$/;

/**
 * The values of a chart in the order of their file: each path with its default and the `# --` comment above it. A group
 * stands for itself only where it is written on one line or described.
 */
export function describedValues(yaml) {
  const values = load(yaml);
  const rows = [];
  const path = [];
  let description = '';
  for (const line of yaml.split('\n')) {
    const [, words] = DESCRIPTION.exec(line) ?? [];
    if (words !== undefined) description = words;
    const [, indent, key, rest] = KEY.exec(line) ?? [];
    if (key === undefined) continue;
    path.splice(indent.length / 2, Infinity, key);
    const value = path.reduce((group, name) => group?.[name], values);
    if (rest.trim() !== '' || description !== '') rows.push({ path: path.join('.'), value, description });
    description = '';
  }
  return rows;
}
