import { build } from './build.mjs';
import { run } from './run.mjs';
import { installWhatIsMissing } from './set-up.mjs';
import { SetUpError } from './say.mjs';
import { startBuilt } from './start-built.mjs';

/** A part is one thing that passes or fails; `check` resolves to undefined, or to the text to show when it failed. */
export const SET_UP = { name: 'set-up', check: complaintOf(installWhatIsMissing) };

/** Lists of parts that go on beside each other, the longest first. Only `build` writes anything. */
export const CHECKS = [
  [
    { name: 'build', check: complaintOf(build) },
    { name: 'start of the built dist', check: () => startBuilt() },
  ],
  [{ name: 'types', check: npmScript('types') }],
  [{ name: 'format', check: npmScript('format:check') }],
  [{ name: 'boundaries', check: npmScript('boundaries') }],
  [{ name: 'lint', check: npmScript('lint') }],
];

function npmScript(script) {
  return async () => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
    const { code, output } = await run('npm', ['run', '--silent', script], { env });
    return code === 0 ? undefined : output.trim() || `ended with ${code}`;
  };
}

function complaintOf(work) {
  return async () => {
    try {
      await work();
    } catch (error) {
      return error instanceof SetUpError ? error.message : error.stack;
    }
  };
}
