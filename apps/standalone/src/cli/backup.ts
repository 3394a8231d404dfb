import { StandaloneSettings } from '../settings.js';
import { backUp, BackupRefused } from '../back-up.js';

const [folder, ...rest] = process.argv.slice(2);

function run(): number {
  if (folder === undefined || folder.startsWith('-') || rest.length > 0) {
    process.stderr.write('Usage: npm run backup -- <folder>\n');
    return 2;
  }
  const { SUGANG_DATA_DIR } = StandaloneSettings.fromEnvironment(process.env);
  try {
    backUp(SUGANG_DATA_DIR, folder, (line) => void process.stdout.write(`${line}\n`));
    return 0;
  } catch (error) {
    const reason = error instanceof BackupRefused ? error.message : String(error);
    process.stderr.write(`The backup failed: ${reason}\n`);
    return 1;
  }
}

process.exitCode = run();
