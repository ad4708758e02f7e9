import type { Findings } from '../findings.js';
import { type Cast, REFUSERS } from './cast.js';
import { tally } from './compare.js';
import type { Disturbance } from './disturbances.js';
import type { Ground } from './ground.js';
import type { Outage } from './side.js';

/** What was there before a disturbance, so that only what it brought is counted. */
export class BeforeTurn {
  private constructor(
    private readonly ground: Ground,
    /** Of each side. */
    private readonly outages: readonly ReadonlySet<string>[],
    private readonly incidents: ReadonlySet<string>,
    /** By those who refuse us. */
    private readonly logins: readonly number[],
  ) {}

  static async of(ground: Ground): Promise<BeforeTurn> {
    const outages = await Promise.all(ground.sides.map(async (side) => idsOf(await side.outages())));
    return new BeforeTurn(
      ground,
      outages,
      idsOf(await ground.disturbed.incidents()),
      await refusedLogins(ground),
    );
  }

  /** Whether each that refuses us was asked with the password of this turn: else it would count in the next one. */
  async areAsked(): Promise<boolean> {
    const now = await refusedLogins(this.ground);
    return now.every((count, index) => count > this.logins[index]!);
  }

  async compare(disturbance: Disturbance, cast: Cast, findings: Findings): Promise<void> {
    await this.compareOutages(disturbance, cast, findings);
    await this.compareIncidents(disturbance, findings);
  }

  /** Each fall is one outage, and there is no other; what nobody saw at all is none. */
  private async compareOutages(
    { what, hasBlinks, isFilledIn }: Disturbance,
    cast: Cast,
    findings: Findings,
  ): Promise<void> {
    const fallen = [cast.falls, cast.staysDown, cast.comesBack];
    for (const [index, side] of this.ground.sides.entries()) {
      const fresh = (await side.outages()).filter(({ id }) => !this.outages[index]!.has(id));
      const isSeen = side === this.ground.twin || isFilledIn;
      const expected = tally(hasBlinks && isSeen ? [...fallen, cast.blinks] : fallen);
      findings.expect(`${what}: outages of ${side.name}`, expected, tally(namesOf(fresh)));
    }
  }

  private async compareIncidents({ what, blindnesses }: Disturbance, findings: Findings): Promise<void> {
    const fresh = (await this.ground.disturbed.incidents()).filter(({ id }) => !this.incidents.has(id));
    const own = fresh.filter(({ suspectedCause }) => suspectedCause.kind === 'prober');
    for (const { openedAt, suspectedCause } of own)
      findings.note(`an incident of our own at ${openedAt}: ${suspectedCause.key}`);
    findings.expect(`${what}: incidents of our own`, blindnesses, own.length);
    findings.expect(`${what}: incidents of cameras`, 0, fresh.length - own.length);
  }

  /** One for the password of this turn, whatever became of whoever sent it. */
  async compareLogins({ what }: Disturbance, findings: Findings): Promise<void> {
    const after = await refusedLogins(this.ground);
    for (const [index, name] of REFUSERS.entries())
      findings.expectAtMost(`${what}: refused logins of ${name}`, 1, after[index]! - this.logins[index]!);
  }
}

export function namesOf(outages: readonly Outage[]): string[] {
  return outages.map(({ cameraName }) => cameraName);
}

function idsOf(entries: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

function refusedLogins({ disturbed }: Ground): Promise<readonly number[]> {
  return Promise.all(REFUSERS.map((name) => disturbed.refusedLogins(name)));
}
