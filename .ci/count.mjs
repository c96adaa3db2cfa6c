/**
 * Prints `N passed, N failed` of a jest report. What stopped before jest, a suite that didn't run and a skipped test each
 * count as failed: nothing that wasn't shown to work passes.
 */
import { existsSync, readFileSync } from "node:fs";

const [file, code] = process.argv.slice(2);
const report = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

const passed = report?.numPassedTests ?? 0;
const known =
  (report?.numFailedTests ?? 0) +
  (report?.numRuntimeErrorTestSuites ?? 0) +
  (report?.numPendingTests ?? 0) +
  (report?.numTodoTests ?? 0);
const failed = known === 0 && (code !== "0" || report === undefined) ? 1 : known;

if ((report?.numPendingTests ?? 0) > 0) console.log(`${report.numPendingTests} tests were skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
