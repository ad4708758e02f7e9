import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import type { Findings } from '../findings.js';
import { type Cast, castOf, MEMBERS, REFUSERS, REFUSING } from './cast.js';
import { BeforeTurn, namesOf } from './before-turn.js';
import type { Stretch } from './compare.js';
import { compareFilledIn, compareHistories } from './compare-histories.js';
import { type Disturbance, DISTURBANCES } from './disturbances.js';
import type { Ground } from './ground.js';
import { whenLoginGoesOut } from './jobs.js';
import { BEAT_S, PULSE_MS, rightWithinBeats, secondsOf } from './plan.js';
import type { Side } from './side.js';

const BEAT_MS = BEAT_S * 1_000;
const LOOK_EVERY_MS = 500;
/** Longer than this nobody waits for what does not come. */
const PATIENCE_BEATS = 80;

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
    await this.until('those that refuse us on record as down', () => this.areOpen(REFUSERS));
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
    const begunMs = await this.strike(disturbance, cast);
    const endedMs = Date.now();
    await this.until(`${what}: states`, () => this.isRight(new Set([cast.falls, cast.staysDown])));
    const rightMs = Date.now();
    this.disturbed.push([begunMs - PULSE_MS, rightMs]);
    this.findings.note(`it took ${((endedMs - begunMs) / 1_000).toFixed(0)} s`);
    this.findings.expectAtMost(
      `${what}: beats until all is right again`,
      rightWithinBeats(this.hasTrueTimes),
      (rightMs - endedMs) / BEAT_MS,
    );
    await this.mend(what, [cast.falls, cast.staysDown]);
    await this.until(`${what}: the new password tried`, () => before.areAsked());
    await before.compare(disturbance, cast, this.findings);
    if (disturbance.isFilledIn)
      await compareFilledIn(this.ground, disturbance, [begunMs, rightMs], this.findings);
  }

  /** Two are down, and on record as down, before anything happens. */
  private async prepare({ staysDown, comesBack }: Cast): Promise<BeforeTurn> {
    const before = await BeforeTurn.of(this.ground);
    for (const name of [staysDown, comesBack]) await this.fell(name);
    await this.until('both are on record as down', () => this.areOpen([staysDown, comesBack, ...REFUSERS]));
    return before;
  }

  /** Answers when it struck; resolves when it is over. */
  private async strike(disturbance: Disturbance, cast: Cast): Promise<number> {
    const { ground } = this;
    const enter = async (): Promise<void> => {
      for (const side of ground.sides) await side.enterWrongPassword();
    };
    const { amidLoginOf: zone } = disturbance;
    if (zone === null) await enter();
    else await whenLoginGoesOut(ground.redis.url, ground.disturbed.idOf(REFUSING[zone]), enter);
    const struckMs = Date.now();
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
    return struckMs;
  }

  private async mend(what: string, names: readonly string[]): Promise<void> {
    for (const name of names) await this.mended(name);
    await this.until(`${what}: mended`, () => this.isRight(new Set()));
    await this.until(`${what}: outages over`, () => this.areOpen(REFUSERS));
    await this.until(`${what}: incidents over`, async () =>
      (await this.ground.disturbed.incidents()).every(({ closedAt }) => closedAt !== null),
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
