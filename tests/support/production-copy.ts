import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Locked {
  dev?: boolean;
  /** Needed by development, and by something else at its pleasure. */
  devOptional?: boolean;
  optional?: boolean;
}

const locked = (): [string, Locked][] =>
  Object.entries(
    (JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }).packages,
  );

/** Packages that `npm ci --omit=dev` installs though nothing needs them; the image is rid of them. */
export const superfluousPackages = (): string[] =>
  locked().flatMap(([path, { devOptional }]) => (devOptional ? [path] : []));

/** The packages of the image, as the lock file has them; of optional ones those for this machine. */
export const productionPackages = (): string[] =>
  locked()
    .filter(([path, { dev, devOptional, optional }]) => path && !dev && !devOptional && (existsSync(path) || !optional))
    .map(([path]) => path);

/** What the last stage of docker/Dockerfile holds: built code and production dependencies, in `folder`. */
export function copyForProduction(folder: string): void {
  cpSync('dist', join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), readFileSync('package.json'));
  for (const path of productionPackages()) linkTree(path, join(folder, path));
}

/** A package without those that lie within it: they have an entry of their own. Links to files cost no space. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isFile()) linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error; // another file system takes copies only
    cpSync(source, target);
  }
}
