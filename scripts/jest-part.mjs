import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './run.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const JEST = [
  '--experimental-vm-modules',
  '--no-warnings=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

/**
 * Runs one project of jest.config.mjs and returns `{ passed, failed, skipped, failures }`. A suite that could
 * not even run, or a Jest that left no report, counts as one failure.
 */
export async function runJest(project, { maxWorkers = 2 } = {}) {
  const report = path.join(temporaryFolder('jest'), 'report.json');
  const args = ['--selectProjects', project, `--maxWorkers=${maxWorkers}`, '--passWithNoTests', '--json'];
  const { code, output } = await run(process.execPath, [...JEST, ...args, `--outputFile=${report}`], {
    showErrors: true,
  });
  return summarise(readReport(report), code, output);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function summarise(report, code, output) {
  if (report === undefined) {
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [`Jest ended with ${code}, without a report ${output}`],
    };
  }
  const failures = report.testResults.flatMap(failuresOf);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const isUnexplained = code !== 0 && failed === 0;
  return {
    passed: report.numPassedTests,
    failed: isUnexplained ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: isUnexplained ? [`Jest ended with ${code} though no test failed`] : failures,
  };
}

function failuresOf(suite) {
  const file = path.relative(ROOT, suite.name);
  const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
  if (suite.status === 'failed' && failed.length === 0)
    return [`${file}: could not run: ${firstLine(suite.message)}`];
  return failed.map(
    ({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0])}`,
  );
}

function firstLine(text = '') {
  // oxlint-disable-next-line no-control-regex -- Jest colours its messages
  const lines = text.replaceAll(/\u001B\[[0-9;]*m/g, '').split('\n');
  return lines.map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('●')) ?? '';
}
