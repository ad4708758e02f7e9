import { say, seconds } from './say.mjs';

/** Runs parts, past failures, and keeps the counts of all of them. */
export class Tally {
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #failures = [];

  /** Resolves to whether the part passed. */
  async check({ name, check }) {
    const startedMs = performance.now();
    const complaint = await check();
    const hasPassed = complaint === undefined;
    this.#counts[hasPassed ? 'passed' : 'failed'] += 1;
    say(`${hasPassed ? 'ok    ' : 'FAILED'}  ${name} (${seconds(startedMs)})`);
    if (!hasPassed) {
      say(complaint);
      this.#failures.push(`${name}: ${complaint.trim().split('\n', 1)[0]}`);
    }
    return hasPassed;
  }

  /** Two parts at a time, for each keeps about one core busy; what a part needs comes before it in its list. */
  async checks(lists) {
    const waiting = [...lists];
    const work = async () => {
      for (let parts = waiting.shift(); parts; parts = waiting.shift())
        for (const part of parts) await this.check(part);
    };
    await Promise.all([work(), work()]);
  }

  async suites(projects, runSuites) {
    const startedMs = performance.now();
    for (const [project, { failures, ...counts }] of await runSuites(projects)) {
      for (const [kind, count] of Object.entries(counts)) this.#counts[kind] += count;
      this.#failures.push(...failures.map((line) => `${project}: ${line}`));
      const { passed, failed } = counts;
      const outcome = failed === 0 ? `${passed} tests` : `${failed} of ${passed + failed} tests failed`;
      say(`${failed === 0 ? 'ok    ' : 'FAILED'}  ${project}: ${outcome}`);
    }
    say(`        ${projects.length === 1 ? 'it' : 'together they'} took ${seconds(startedMs)}`);
  }

  /** Prints what failed, then the one line of counts; returns the exit code. */
  close() {
    if (this.#failures.length > 0) say('\nFailed:');
    for (const line of this.#failures) say(`- ${line.slice(0, 300)}`);
    const { passed, failed, skipped } = this.#counts;
    say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    return failed === 0 ? 0 : 1;
  }
}
