// Compiles the message catalogs of apps/web into typed functions (apps/web/src/messages). Does nothing if they are up to date.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const outdir = `${root}apps/web/src/messages`;
const sources = ['apps/web/messages/en.json', 'apps/web/messages/ko.json', 'apps/web/project.inlang/settings.json'];

export async function compileMessages() {
  const hash = createHash('sha256');
  for (const path of [...sources, 'scripts/web/messages.mjs']) hash.update(readFileSync(`${root}${path}`));
  const stamp = hash.digest('hex');
  if (existsSync(`${outdir}/.stamp`) && readFileSync(`${outdir}/.stamp`, 'utf8') === stamp) return;
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project: `${root}apps/web/project.inlang`,
    outdir,
    strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
    localStorageKey: 'sugang-language',
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  });
  writeFileSync(`${outdir}/.stamp`, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileMessages();
