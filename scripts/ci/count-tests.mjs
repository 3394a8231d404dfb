// Prints "N passed, N failed" from Jest's JSON report; a suite that could not run counts as failed, skipped tests are listed.
// Ends with 1 unless something passed and nothing failed.
import { readFileSync } from 'node:fs';

const text = readFileSync(process.argv[2], 'utf8');
const report = text === '' ? { numPassedTests: 0, numFailedTests: 1 } : JSON.parse(text); // no report: Jest itself fell
const failed = report.numFailedTests + (report.numRuntimeErrorTestSuites ?? 0);
const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
console.log(`${report.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 && report.numPassedTests > 0 ? 0 : 1;
