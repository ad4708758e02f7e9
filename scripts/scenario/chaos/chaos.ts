import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import type { Findings } from '../findings.js';
import { type Cast, castOf, MEMBERS, REFUSERS, REFUSING } from './cast.js';
import { BeforeTurn, namesOf } from './before-turn.js';
import { compareFilledIn, compareHistories, type Disturbed } from './compare-histories.js';
import { type Disturbance, DISTURBANCES } from './disturbances.js';
import type { Ground } from './ground.js';
import { whenLoginGoesOut } from './jobs.js';
import { BEAT_S, PULSE_MS, rightWithinBeats, secondsOf } from './plan.js';
import type { Side } from './side.js';

const BEAT_MS = BEAT_S * 1_000;
const LOOK_EVERY_MS = 500;
/** Longer than this nobody waits for what does not come. */
const PATIENCE_BEATS = 80;

/** Long enough for three pictures, of which each would take the login along. */
const KEPT_BACK_BEATS = 12;

/** One disturbance after another, and cameras that fall and are mended around each; the twin sees the same falls and nothing else. */
export class Chaos {
  private readonly disturbed: Disturbed[] = [];

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
    const down = new Set([cast.falls, cast.staysDown]);
    const unproven = unprovenIn(disturbance);
    await this.until(`${what}: states`, () => this.isRight(down, unproven));
    const rightMs = Date.now();
    this.findings.note(`it took ${((endedMs - begunMs) / 1_000).toFixed(0)} s`);
    this.findings.expectAtMost(
      `${what}: beats until all is right again`,
      rightWithinBeats(this.hasTrueTimes),
      (rightMs - endedMs) / BEAT_MS,
    );
    if (disturbance.losesLogin) await this.enterAgain(disturbance, before, down);
    this.disturbed.push({ fromMs: begunMs - PULSE_MS, toMs: rightMs, unproven, provenMs: Date.now() });
    await this.mend(what, [cast.falls, cast.staysDown]);
    if (!disturbance.losesLogin) await this.askedOnce(disturbance, before);
    await before.compare(disturbance, cast, this.findings);
    if (disturbance.isFilledIn)
      await compareFilledIn(this.ground, disturbance, [begunMs, rightMs], this.findings);
  }

  /** Each camera that refuses us was asked with the password of this turn, and not more than once. */
  private async askedOnce(disturbance: Disturbance, before: BeforeTurn): Promise<void> {
    await this.until(`${disturbance.what}: the new password tried`, () => before.areAsked());
    await before.compareLogins(disturbance, this.findings);
  }

  /** A login that may be lost is kept back for longer than anybody waits here; the next password goes out at once. */
  private async enterAgain(
    disturbance: Disturbance,
    before: BeforeTurn,
    down: ReadonlySet<string>,
  ): Promise<void> {
    await pause(KEPT_BACK_BEATS * BEAT_MS);
    await before.compareLogins(disturbance, this.findings);
    const again = await BeforeTurn.of(this.ground);
    await this.enterWrongPassword();
    await this.until(`${disturbance.what}: another password tried`, () => again.areAsked());
    await this.until(`${disturbance.what}: states, with another password`, () => this.isRight(down));
  }

  private async enterWrongPassword(): Promise<void> {
    for (const side of this.ground.sides) await side.enterWrongPassword();
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
    const { amidLoginOf: zone } = disturbance;
    if (zone === null) await this.enterWrongPassword();
    else
      await whenLoginGoesOut(ground.redis.url, ground.disturbed.idOf(REFUSING[zone]), () =>
        this.enterWrongPassword(),
      );
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

  /** Both sides say the truth: these are down, those that refuse us are, and all others live. Of the unproven nobody may know. */
  private async isRight(
    down: ReadonlySet<string>,
    unproven: ReadonlySet<string> = new Set(),
  ): Promise<boolean> {
    const isTrue = (name: string, state: string | undefined): boolean => {
      if (unproven.has(name) && state === 'unknown') return true;
      return state === (down.has(name) || REFUSERS.includes(name) ? 'offline' : 'online');
    };
    return this.both(async (side) => {
      const states = await side.states();
      return MEMBERS.every(({ name }) => isTrue(name, states[name]));
    });
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
      if (Date.now() > deadlineMs) return this.sayInVain(what);
      await pause(LOOK_EVERY_MS);
    }
  }

  private async sayInVain(what: string): Promise<void> {
    this.findings.note(`${what}: waited in vain`);
    for (const side of this.ground.sides) {
      const states = Object.entries(await side.states().catch(() => ({})));
      const notOnline = states.filter(([, state]) => state !== 'online').map((one) => one.join(' '));
      this.findings.note(`not online, ${side.name}: ${notOnline.join(', ')} (of ${states.length})`);
    }
  }
}

/** Cameras whose login may be lost, and is kept back: where their zone was out of sight meanwhile, nobody knows of them. */
function unprovenIn({ losesLogin, zones }: Disturbance): ReadonlySet<string> {
  return new Set(losesLogin ? zones.map((zone) => REFUSING[zone]) : []);
}
