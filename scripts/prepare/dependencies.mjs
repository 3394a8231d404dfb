import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './progress.mjs';

/**
 * Whether node_modules holds exactly what package-lock.json asks for on this machine. The content is compared, not the
 * times: a checkout gives every file a new time, and an interrupted install leaves no node_modules/.package-lock.json.
 */
export function dependenciesAreFresh(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !installed) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const present = installed[path];
    if (!present ? !isOptional(entry) : !isSame(entry, present)) return false;
  }
  return Object.entries(installed).every(
    ([path, entry]) => wanted[path] && fitsThisMachine(entry) && existsSync(join(root, path)),
  );
}

/** Installs what the lock file names, the tools of the build included whatever NODE_ENV or --omit say. */
export async function installDependencies(root) {
  const [command, ...args] = npm();
  await run(
    'installing dependencies (npm ci --ignore-scripts)',
    command,
    [...args, 'ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      env: withoutThisCallsOptions(process.env),
      shell: command === 'npm' && process.platform === 'win32',
      hint: 'The first run needs the npm registry: check the network or the proxy, then try again.',
    },
  );
}

/** The npm that runs us, else the one on the PATH. */
export function npm() {
  const path = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(path) && existsSync(path) ? [process.execPath, path] : ['npm'];
}

/**
 * npm hands the options of the outer command to its scripts as npm_config_*; those that change what or where `npm ci`
 * installs must not reach it. What describes the machine (registry, proxy, certificates, cache) must.
 */
export function withoutThisCallsOptions(env) {
  const misleading =
    /^npm_config_(omit|include|only|also|production|dev|optional|global|location|prefix|local_prefix|workspaces?|include_workspace_root|package_lock(_only)?|dry_run|ignore_scripts|install_strategy|global_style|legacy_bundling|install_links|engine_strict|if_present|force|before|os|cpu|libc)$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !misleading.test(name)));
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined; // absent or half-written: both mean "install"
  }
}

const isOptional = (entry) => Boolean(entry.optional || entry.devOptional || entry.peerOptional);
const isSame = (a, b) => a.version === b.version && a.integrity === b.integrity;

/** node_modules copied from another system names packages built for that one. */
const fitsThisMachine = ({ os, cpu }) => allows(os, process.platform) && allows(cpu, process.arch);
const allows = (list, value) =>
  !list || list.includes(value) || (list.every((one) => one.startsWith('!')) && !list.includes(`!${value}`));
