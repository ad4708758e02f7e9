import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ROOT, run } from './run.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const VITEST = 'node_modules/vitest/vitest.mjs';

/** One more than there are cores: many suites wait for sockets and child processes. */
const MAX_WORKERS = availableParallelism() + 1;
const TIMEOUT_MS = 3_600_000;
/** Of what Vitest printed last, in characters. */
const MOST_SHOWN = 2_000;

/**
 * Runs projects of vitest.config.mjs, together, and returns `{ passed, failed, skipped, failures }` of each by its name.
 * A suite that could not even run counts as one failure, and so does a Vitest that left no report, in the first project.
 */
export async function runSpecs(projects) {
  const report = path.join(temporaryFolder('specs'), 'report.json');
  const args = [
    ...projects.map((project) => `--project=${project}`),
    `--maxWorkers=${MAX_WORKERS}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const { code, output } = await run(process.execPath, [VITEST, 'run', ...args], {
    env: { ...process.env, TEST_BUILT: 'yes', NO_COLOR: '1' },
    showErrors: true,
    timeoutMs: TIMEOUT_MS,
  });
  return summarise(projects, readReport(report), { code, output });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function summarise(projects, report, { code, output }) {
  const suites = new Map(projects.map((project) => [project, []]));
  for (const suite of report?.testResults ?? []) suites.get(projectOf(suite)).push(suite);
  const counts = new Map([...suites].map(([project, those]) => [project, countsOf(those)]));
  const complaint = complaintOf(report, { code, output });
  const hasFailures = [...counts.values()].some(({ failed }) => failed > 0);
  if (complaint !== undefined && !hasFailures) {
    const first = counts.get(projects[0]);
    first.failed = first.failures.push(complaint);
  }
  return counts;
}

function complaintOf(report, { code, output }) {
  if (report === undefined) return `Vitest ended with ${code}, without a report ${output}`;
  return code === 0
    ? undefined
    : `Vitest ended with ${code} though no test failed: ${output.slice(-MOST_SHOWN)}`;
}

/** As in vitest.config.mjs; the report does not tell. */
function projectOf(suite) {
  const [root, folder] = path.relative(ROOT, suite.name).split(path.sep);
  if (root === 'src' || root === 'web' || root === 'scripts') return 'unit';
  return folder === 'postgres' ? 'contract' : folder;
}

function countsOf(suites) {
  const statuses = suites.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failures = suites.flatMap(failuresOf);
  return {
    passed,
    failed: failures.length,
    skipped: statuses.filter((status) => status !== 'passed' && status !== 'failed').length,
    failures,
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
  const lines = text.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '') ?? '';
}
