import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Locked {
  dev?: boolean;
  /** Needed for development, and optionally by another package. */
  devOptional?: boolean;
  optional?: boolean;
}

const locked = (): [string, Locked][] =>
  Object.entries(
    (JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }).packages,
  );

/** Packages that `npm ci --omit=dev` installs without need; the image removes them. */
export const superfluousPackages = (): string[] =>
  locked().flatMap(([path, { devOptional }]) => (devOptional ? [path] : []));

/** The packages of the image according to the lock file; optional ones only for this platform. */
export const productionPackages = (): string[] =>
  locked()
    .filter(([path, { dev, devOptional, optional }]) => path && !dev && !devOptional && (existsSync(path) || !optional))
    .map(([path]) => path);

/** Copies what the last stage of docker/Dockerfile contains, built code and production dependencies, into `folder`. */
export function copyForProduction(folder: string): void {
  cpSync('dist', join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), readFileSync('package.json'));
  for (const path of productionPackages()) linkTree(path, join(folder, path));
}

/** Copies a package without its nested packages, which have their own entries; hard links cost no space. */
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
