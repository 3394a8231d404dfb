import { canInstall, install, programPath } from './debian.mjs';

/** Programs that tests run, by any of these names, with their Debian packages. promtool checks the rules of the alerts. */
const PROGRAMS = [
  { names: ['promtool'], debian: 'prometheus' },
  { names: ['chromium', 'google-chrome'], debian: 'chromium' },
];

/**
 * Installs the missing programs where that is possible.
 * @returns what is still missing
 */
export async function providePrograms(say) {
  const missing = () => PROGRAMS.filter(({ names }) => !names.some(programPath));
  try {
    const packages = missing().map(({ debian }) => debian);
    if (packages.length > 0 && canInstall()) await install(packages, say);
  } catch (error) {
    say(`not everything could be installed: ${error.message}`);
  }
  return missing().map(
    ({ names: [name], debian }) => `${name}: install the Debian package ${debian}, or run as root on Debian`,
  );
}
