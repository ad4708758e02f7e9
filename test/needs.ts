import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What a suite may need beyond the npm registry, how we see that it is there, and how it is installed. */
const NEEDS = {
  ffmpeg: { isThere: () => runs('ffmpeg', ['-version']), install: 'apt-get install -y ffmpeg' },
  promtool: { isThere: () => runs('promtool', ['--version']), install: 'apt-get install -y prometheus' },
  photographs: {
    isThere: () => existsSync('/usr/share/backgrounds/gnome/wood-d.webp'),
    install: 'apt-get install -y gnome-backgrounds',
  },
  gstreamer: {
    isThere: () => runs('/usr/bin/python3', ['-c', IMPORT_SERVER]) && runs('gst-inspect-1.0', ['x265enc']),
    install:
      'apt-get install -y gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-tools gstreamer1.0-plugins-base ' +
      'gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly',
  },
} as const;

const IMPORT_SERVER =
  "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer";

export type Need = keyof typeof NEEDS;

/** A suite that is left out, with one line, where something it needs is missing; under `CI=true` that is a failure. */
export function describeWith(needs: Need | readonly Need[], name: string, suite: () => void): void {
  const missing = [needs].flat().find((need) => !NEEDS[need as Need].isThere()) as Need | undefined;
  if (missing === undefined) return describe(name, suite);
  const advice = `needs ${missing}: ${NEEDS[missing].install}`;
  if (process.env['CI'] === 'true') {
    describe(name, () => {
      it(advice, () => {
        throw new Error(advice);
      });
    });
    return;
  }
  process.stderr.write(`left out: ${name} ${advice}\n`);
  // oxlint-disable-next-line jest/no-disabled-tests -- the one place where a suite may be left out, and it says so
  describe.skip(name, suite);
}

function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
