import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ROOT, run } from './run.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const JEST = [
  '--experimental-vm-modules',
  '--no-warnings=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

/** One more than there are cores: many suites wait for sockets and child processes. */
const MAX_WORKERS = availableParallelism() + 1;
/** A worker never gives back the modules of the suites that it ran: past this it spends its time on collecting garbage. */
const MOST_WORKER_MEMORY = '800MB';
const TIMEOUT_MS = 1_800_000;

/**
 * Runs projects of jest.config.mjs, together, and returns `{ passed, failed, skipped, failures }` of each by its name.
 * A suite that could not even run counts as one failure, and so does a Jest that left no report, in the first project.
 */
export async function runJest(projects) {
  const report = path.join(temporaryFolder('jest'), 'report.json');
  const args = [
    '--selectProjects',
    ...projects,
    `--maxWorkers=${MAX_WORKERS}`,
    `--workerIdleMemoryLimit=${MOST_WORKER_MEMORY}`,
    '--passWithNoTests',
    '--json',
  ];
  const { code, output } = await run(process.execPath, [...JEST, ...args, `--outputFile=${report}`], {
    env: { ...process.env, TEST_BUILT: 'yes' },
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
  if (report === undefined) return `Jest ended with ${code}, without a report ${output}`;
  return code === 0 ? undefined : `Jest ended with ${code} though no test failed`;
}

/** As in jest.config.mjs; the report does not tell. */
function projectOf(suite) {
  const [root, folder] = path.relative(ROOT, suite.name).split(path.sep);
  if (root === 'src' || root === 'web') return 'unit';
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
  // oxlint-disable-next-line no-control-regex -- Jest colours its messages
  const lines = text.replaceAll(/\u001B\[[0-9;]*m/g, '').split('\n');
  return lines.map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('●')) ?? '';
}
