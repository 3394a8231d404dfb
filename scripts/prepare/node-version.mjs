import { Failure } from './progress.mjs';

/** The oldest minor of each major that can `require` native ES modules, as our dependencies do; later majors all can. */
const oldest = { 20: 19, 22: 13 };

/** @throws Failure with one line that says what is needed and what is here */
export function checkNodeVersion(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major >= 23 || minor >= oldest[major]) return;
  throw new Failure(`Sugang needs Node 20.19 or later (22.13 or later, 24): this is Node ${version}. See .nvmrc.`);
}
