import { canInstall, install, programPath } from './debian.mjs';

/**
 * Sees to it that promtool is there, which runs the rules of the alerts; its Prometheus is not started.
 * @returns what could not be had
 */
export async function providePromtool(say) {
  if (programPath('promtool')) return [];
  if (canInstall()) await install(['prometheus'], say);
  return programPath('promtool') ? [] : ['promtool: install the Debian package prometheus, or run as root on Debian'];
}
