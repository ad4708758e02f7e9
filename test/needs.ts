import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { CHROMIUM } from '../scripts/chromium.mjs';
import { FEW_PHOTOGRAPHS, missingPackages } from './pictures/photographs.js';
import { debianFolder, hasBinaries } from './postgres/binaries.js';

interface Provision {
  readonly isThere: () => boolean;
  readonly install: string;
  /** What stands beside the project and no package brings: it is left out in CI, too, unless it was promised. */
  readonly isBesideTheProject?: true;
  /** A right that many containers do not have: it is left out in CI, too. */
  readonly isPrivilege?: true;
}

const RTSP_SERVER_PLUGINS = ['x264enc', 'x265enc', 'jpegenc', 'rtph264pay', 'rtph265pay', 'rtpjpegpay'];
const IMPORT_RTSP_SERVER =
  "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer";

/** The one without a user interface first: the other draws its own beside every page, though nobody sees it. */
const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib'];

/** What a suite may need beyond the npm registry, how we see that it is there, and how it is installed. */
const NEEDS = {
  ffmpeg: { isThere: () => runs('ffmpeg', ['-version']), install: 'apt-get install -y ffmpeg' },
  openssl: { isThere: () => runs('openssl', ['version']), install: 'apt-get install -y openssl' },
  chromium: {
    isThere: () => existsSync(CHROMIUM),
    install: 'apt-get install -y chromium-headless-shell',
  },
  libreoffice: {
    isThere: () => existsSync('/usr/bin/soffice'),
    install: 'apt-get install -y libreoffice-calc-nogui',
  },
  redis: { isThere: () => runs('redis-server', ['--version']), install: 'apt-get install -y redis-server' },
  promtool: { isThere: () => runs('promtool', ['--version']), install: 'apt-get install -y prometheus' },
  blackbox: {
    isThere: () => runs('prometheus-blackbox-exporter', ['--version']),
    install: 'apt-get install -y prometheus-blackbox-exporter',
  },
  photographs: {
    isThere: () => existsSync('/usr/share/backgrounds/gnome/wood-d.webp'),
    install: 'apt-get install -y gnome-backgrounds',
  },
  'more photographs': {
    isThere: () => missingPackages(FEW_PHOTOGRAPHS) === null,
    install: missingPackages(FEW_PHOTOGRAPHS) ?? '',
  },
  gstreamer: {
    isThere: () =>
      runs('/usr/bin/python3', ['-c', IMPORT_RTSP_SERVER]) &&
      RTSP_SERVER_PLUGINS.every((plugin) => runs('gst-inspect-1.0', ['--exists', plugin])),
    install:
      'apt-get install -y gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-tools gstreamer1.0-plugins-base ' +
      'gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly',
  },
  namespaces: {
    isThere: () => runs('ip', ['-V']) && runs('unshare', ['--net', 'true']),
    install: 'apt-get install -y iproute2, and run as root with the right to make network namespaces',
    isPrivilege: true,
  },
  faketime: {
    isThere: () => fakeTimeLibrary() !== null,
    install: 'apt-get install -y faketime',
  },
  mounts: {
    isThere: () => runs('unshare', ['--mount', 'true']),
    install: 'run as root with the right to make mount namespaces',
    isPrivilege: true,
  },
  postgres: {
    isThere: () => Boolean(process.env['TEST_POSTGRES_URL']) || hasBinaries(),
    install: 'set TEST_POSTGRES_URL to a server whose user may create databases',
  },
  'pg-dump': {
    isThere: () => debianFolder() !== null && runs('pg_dump', ['--version']),
    install: 'apt-get install -y --no-install-recommends postgresql',
  },
  recordings: {
    isThere: () => existsSync(process.env['ONVIF_RECORDINGS'] ?? ''),
    install: 'set ONVIF_RECORDINGS to the folder of recorded answers of real cameras',
    isBesideTheProject: true,
  },
} as const satisfies Record<string, Provision>;

/** What a process loads first whose clock is to be set: Debian's libfaketime, null where it is not installed. */
export function fakeTimeLibrary(): string | null {
  return (
    LIBRARIES.map((folder) => `${folder}/faketime/libfaketimeMT.so.1`).find((file) => existsSync(file)) ??
    null
  );
}

export type Need = keyof typeof NEEDS;

/** A suite that is left out, with one line, where something it needs is missing; under `CI=true` that is a failure. */
export function describeWith(needs: Need | readonly Need[], name: string, suite: () => void): void {
  const missing = [needs].flat().find((need) => !isThere(need as Need)) as Need | undefined;
  if (missing === undefined) return void describe(name, suite);
  const advice = `${missing} is missing: ${NEEDS[missing].install}`;
  describe(name, () => {
    if (mustBeThere(missing)) {
      it(advice, () => {
        throw new Error(advice);
      });
      return;
    }
    process.stderr.write(`left out: ${name}: ${advice}\n`);
    // oxlint-disable-next-line vitest/no-disabled-tests -- the one place where a suite may be left out, and it says so
    it.skip(`left out: ${advice}`, () => {});
  });
}

function mustBeThere(need: Need): boolean {
  const provision: Provision = NEEDS[need];
  if (provision.isPrivilege) return false;
  if (provision.isBesideTheProject) return Boolean(process.env['ONVIF_RECORDINGS']);
  return process.env['CI'] === 'true';
}

const seen = new Map<Need, boolean>();

function isThere(need: Need): boolean {
  const known = seen.get(need) ?? NEEDS[need].isThere();
  seen.set(need, known);
  return known;
}

function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
