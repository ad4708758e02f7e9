import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import type { Findings } from '../findings.js';
import { type Cast, castOf, MEMBERS, REFUSING } from './cast.js';
import { type Stretch, tally } from './compare.js';
import { compareHistories } from './compare-histories.js';
import { type Disturbance, DISTURBANCES } from './disturbances.js';
import type { Ground } from './ground.js';
import { whenLoginGoesOut } from './jobs.js';
import { BEAT_S, RIGHT_WITHIN_BEATS, secondsOf } from './plan.js';
import type { Outage, Side } from './side.js';

const BEAT_MS = BEAT_S * 1_000;
const REFUSERS = Object.values(REFUSING);
const LOOK_EVERY_MS = 500;
/** Longer than this nobody waits for what does not come. */
const PATIENCE_BEATS = 80;

/** What was there before a disturbance, so that only what it brought is counted. */
interface Before {
  readonly outages: readonly ReadonlySet<string>[];
  readonly incidents: ReadonlySet<string>;
  readonly refused: readonly number[];
}

/** One disturbance after another, and cameras that fall and are mended around each; the twin sees the same falls and nothing else. */
export class Chaos {
  private readonly disturbed: Stretch[] = [];

  constructor(
    private readonly ground: Ground,
    private readonly findings: Findings,
    private readonly hasTrueTimes: boolean,
  ) {}

  async play(only: string | null): Promise<void> {
    await this.until('all cameras seen', () => this.isRight(new Set()));
    const fromMs = Date.now();
    for (const [turn, disturbance] of DISTURBANCES.entries())
      if (only === null || disturbance.what.includes(only)) await this.turn(disturbance, turn);
    await this.compareEnd();
    await compareHistories(this.ground, [fromMs, Date.now()], this.disturbed, this.findings);
  }

  private async turn(disturbance: Disturbance, turn: number): Promise<void> {
    const { what, zones } = disturbance;
    const cast = castOf(turn, zones);
    this.findings.note(`${what}; around it ${JSON.stringify(cast)}`);
    const before = await this.prepare(cast);
    const begunMs = Date.now();
    await this.strike(disturbance, cast);
    const endedMs = Date.now();
    await this.until(`${what}: states`, () => this.isRight(new Set([cast.falls, cast.staysDown])));
    const rightMs = Date.now();
    this.disturbed.push([begunMs, rightMs]);
    this.findings.note(`it took ${((endedMs - begunMs) / 1_000).toFixed(0)} s`);
    this.findings.expectAtMost(
      `${what}: beats until all is right again`,
      RIGHT_WITHIN_BEATS,
      (rightMs - endedMs) / BEAT_MS,
    );
    await this.mend(what, [cast.falls, cast.staysDown]);
    await this.compareTurn(disturbance, cast, before);
  }

  /** Two are down, and on record as down, before anything happens. */
  private async prepare({ staysDown, comesBack }: Cast): Promise<Before> {
    const { sides, disturbed } = this.ground;
    const known = await Promise.all(
      sides.map(async (side) => new Set((await side.outages()).map(({ id }) => id))),
    );
    const incidents = new Set((await disturbed.incidents()).map(({ id }) => id));
    const refused = await this.refused();
    for (const name of [staysDown, comesBack]) await this.fell(name);
    await this.until('both are on record as down', () => this.areOpen([staysDown, comesBack, ...REFUSERS]));
    return { outages: known, incidents, refused };
  }

  private async strike(disturbance: Disturbance, cast: Cast): Promise<void> {
    const { ground } = this;
    const enter = async (): Promise<void> => {
      for (const side of ground.sides) await side.enterWrongPassword();
    };
    const { amidLoginOf: zone } = disturbance;
    if (zone === null) await enter();
    else await whenLoginGoesOut(ground.redis.url, ground.disturbed.idOf(REFUSING[zone]), enter);
    await disturbance.strike(ground);
    const partMs = (secondsOf(disturbance.length, this.hasTrueTimes) * 1_000) / 4;
    await pause(partMs);
    await this.fell(cast.falls);
    if (disturbance.hasBlinks) await this.fell(cast.blinks);
    await pause(partMs);
    await this.mended(cast.comesBack);
    await pause(partMs);
    if (disturbance.hasBlinks) await this.mended(cast.blinks);
    await pause(partMs);
    await disturbance.end(ground);
  }

  private async mend(what: string, names: readonly string[]): Promise<void> {
    for (const name of names) await this.mended(name);
    await this.until(`${what}: mended`, () => this.isRight(new Set()));
    await this.until(`${what}: outages over`, () => this.areOpen(REFUSERS));
    await this.until(`${what}: incidents over`, async () =>
      (await this.ground.disturbed.incidents()).every(({ closedAt }) => closedAt !== null),
    );
  }

  private async compareTurn(disturbance: Disturbance, cast: Cast, before: Before): Promise<void> {
    const { what, blindnesses, hasBlinks, losesBlinks } = disturbance;
    const { sides, disturbed } = this.ground;
    const fallen = [cast.falls, cast.staysDown, cast.comesBack];
    const blinks = hasBlinks ? [cast.blinks] : [];
    for (const [index, side] of sides.entries()) {
      const fresh = (await side.outages()).filter(({ id }) => !before.outages[index]!.has(id));
      const isBlind = side === disturbed && losesBlinks;
      const expected = tally([...fallen, ...(isBlind ? [] : blinks)]);
      this.findings.expect(`${what}: outages of ${side.name}`, expected, tally(namesOf(fresh)));
    }
    const incidents = (await disturbed.incidents()).filter(({ id }) => !before.incidents.has(id));
    const own = incidents.filter(({ suspectedCause }) => suspectedCause.kind === 'prober').length;
    this.findings.expect(`${what}: incidents of our own`, blindnesses, own);
    await this.compareLogins(disturbance, before);
  }

  private async compareLogins({ what, loginsMore }: Disturbance, before: Before): Promise<void> {
    const after = await this.refused();
    for (const [index, name] of REFUSERS.entries())
      this.findings.expectAtMost(
        `${what}: refused logins of ${name}`,
        1 + loginsMore,
        after[index]! - before.refused[index]!,
      );
  }

  private async compareEnd(): Promise<void> {
    const { disturbed, twin, processes } = this.ground;
    const lost = processes.filter(({ isLost }) => isLost).map(({ name }) => name);
    this.findings.expect('processes that ended, and nobody had ended them', [], lost);
    const bugs = processes.flatMap((process) => process.bugs);
    this.findings.expect('bugs of ours that processes have told of', [], bugs);
    const [expected, found] = [await twin.states(), await disturbed.states()];
    const differing = MEMBERS.filter(({ name }) => expected[name] !== found[name]);
    this.findings.expect(
      "cameras whose state is not their twin's in the end",
      [],
      differing.map(({ name }) => `${name} ${found[name]}`),
    );
    for (const side of this.ground.sides)
      this.findings.expectAtMost(
        `sessions of a camera at once, ${side.name}`,
        1,
        await side.sessionsAtOnce(),
      );
  }

  private async refused(): Promise<readonly number[]> {
    return Promise.all(REFUSERS.map((name) => this.ground.disturbed.refusedLogins(name)));
  }

  /** Both sides say the truth: these are down, those that refuse us are, and all others live. */
  private async isRight(down: ReadonlySet<string>): Promise<boolean> {
    const truth = Object.fromEntries(
      MEMBERS.map(({ name }) => [name, down.has(name) || REFUSERS.includes(name) ? 'offline' : 'online']),
    );
    return this.both(async (side) => isDeepStrictEqual(await side.states(), truth));
  }

  private areOpen(names: readonly string[]): Promise<boolean> {
    return this.both(async (side) => {
      const open = (await side.outages()).filter(({ closedAt }) => closedAt === null);
      return isDeepStrictEqual(namesOf(open).toSorted(), names.toSorted());
    });
  }

  private async both(holds: (side: Side) => Promise<boolean>): Promise<boolean> {
    const [one, other] = await Promise.all(this.ground.sides.map((side) => holds(side)));
    return one! && other!;
  }

  private async fell(name: string): Promise<void> {
    for (const side of this.ground.sides) await side.fell(name);
  }

  private async mended(name: string): Promise<void> {
    for (const side of this.ground.sides) await side.mended(name);
  }

  /** Goes on without it after a while: what is compared then says what is wrong. */
  private async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadlineMs = Date.now() + PATIENCE_BEATS * BEAT_MS;
    // A service that is just coming back may refuse an answer.
    while (!(await holds().catch(() => false))) {
      if (Date.now() > deadlineMs) return this.findings.note(`${what}: waited in vain`);
      await pause(LOOK_EVERY_MS);
    }
  }
}

function namesOf(outages: readonly Outage[]): string[] {
  return outages.map(({ cameraName }) => cameraName);
}
