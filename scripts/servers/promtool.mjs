import { canInstall, install, programPath } from './debian.mjs';

/**
 * Sees to it that promtool is there, which runs the rules of the alerts; its Prometheus is not started.
 * @returns what could not be had
 */
export async function providePromtool(say) {
  if (programPath('promtool')) return [];
  try {
    if (canInstall()) await install(['prometheus'], say);
  } catch (error) {
    say(`promtool could not be installed: ${error.message}`);
  }
  return programPath('promtool') ? [] : ['promtool: install the Debian package prometheus, or run as root on Debian'];
}
