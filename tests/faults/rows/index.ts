import { readdir } from 'node:fs/promises';
import type { Row } from '../row.js';

/** Every row of the matrix by its number: the exports of the files named `NN-….ts` in this folder. */
export async function allRows(): Promise<Row[]> {
  const files = (await readdir(import.meta.dirname)).filter((name) => /^\d\d-.*\.ts$/.test(name));
  const modules = await Promise.all(files.map(async (file) => (await import(`./${file}`)) as Record<string, unknown>));
  const rows = modules.flatMap((module) => Object.values(module)).filter(isRow);
  return rows.sort((a, b) => a.number - b.number);
}

const isRow = (exported: unknown): exported is Row =>
  typeof exported === 'object' && exported !== null && 'number' in exported && 'control' in exported;
