import { MINUTE_MS } from '../../../src/kernel/instant.js';
import { close, expectAccount, expectStanding } from './acceptance.js';
import type { AwardsTown } from './awards-town.js';
import { adoptCameras, type NewCameras, tieBySerials } from './cameras.js';
import { expectComparison } from './comparison.js';
import { surveyGround } from './ground.js';
import { type Awards, draft, expectBalance, putRight, receive } from './money.js';
import { claimTwice } from './neighbour.js';
import { DARK, dayOf, DEEDS, LATER, LOOK_MS, RIGHT, totalFen, UNITS, WORDS } from './plan.js';
import { expectNotices, expectSteps, remindersOf } from './paper-trail.js';
import { correct, publish } from './publication.js';
import { expectReports } from './report.js';

interface Purchase {
  readonly state: string;
  readonly publicFrom: string | null;
  readonly publicTo: string | null;
  readonly reviewedOn: string | null;
}

/** People are told within minutes. */
const TOLD_MS = 2 * MINUTE_MS;

/** A village is awarded, buys 47 cameras of it, and accounts for each; played from the money's coming in to its end. */
export class AwardsScenario {
  private awards!: Awards;
  private cameras!: NewCameras;
  /** The purchases of the village and of its neighbour. */
  private id = '';
  private neighbours = '';

  constructor(private readonly town: AwardsTown) {}

  async play(): Promise<void> {
    await this.town.open();
    this.awards = await receive(this.town);
    this.cameras = await adoptCameras(this.town);
    await surveyGround(this.town, this.cameras);
    this.id = await draft(this.town, this.awards);
    await tieBySerials(this.town, this.id, this.cameras);
    this.neighbours = await claimTwice(this.town, { purchaseId: this.id, cameraId: this.cameras.ids[0]! });
    await this.submitTwice();
    await this.approveLate();
    await this.publicise();
    await this.hangOut();
    await this.town.wake(DEEDS.closed, 9);
    // A second look at each camera: what is dark is offline only then.
    await this.town.pass(LOOK_MS);
    await close(this.town, this.id, this.cameras);
    await expectAccount(this.town, this.id);
    await expectBalance(this.town, this.awards, totalFen(RIGHT), 'closed');
    await expectSteps(this.town, this.id);
    await this.town.pass(TOLD_MS);
    expectNotices(this.town, { own: this.id, neighbours: this.neighbours });
    await expectComparison(this.town);
    await expectReports(this.town);
    const old = await publish(this.town);
    await correct(this.town, { id: this.id, awards: this.awards }, old);
    await expectBalance(this.town, this.awards, totalFen(LATER), 'corrected after all');
  }

  /** Handed in, returned with a reason, put right and handed in again. */
  private async submitTwice(): Promise<void> {
    const { lin, chief, findings } = this.town;
    const path = `purchases/${this.id}`;
    await lin.json('POST', `${path}/submit`);
    await this.town.pass(LOOK_MS);
    await chief.json('POST', `${path}/return`, { reason: WORDS.returned });
    await this.town.pass(TOLD_MS);
    await putRight(this.town, this.awards, this.id);
    const { state } = await lin.json<Purchase>('POST', `${path}/submit`);
    findings.expect('handed in again', 'submitted', state);
  }

  /** Nobody of the town looks at it for a day, and is reminded. */
  private async approveLate(): Promise<void> {
    await this.town.wake(1, 7);
    const before = remindersOf(this.town, [this.id, this.neighbours]);
    await this.town.wake(DEEDS.approved, 9);
    const after = remindersOf(this.town, [this.id, this.neighbours]);
    const { admin, findings } = this.town;
    findings.expect('reminders of late steps, before and after they were late', [0, 2], [before, after]);
    await admin.json('POST', `purchases/${this.id}/approve`);
    await this.town.pass(TOLD_MS);
  }

  private async publicise(): Promise<void> {
    const { lin, findings } = this.town;
    const path = `purchases/${this.id}/publicise`;
    const [from, to, reviewedOn] = [DEEDS.publicFrom, DEEDS.publicTo, DEEDS.approved].map((day) =>
      dayOf(day),
    );
    const { code } = await lin.refusal('POST', path, { from, to: dayOf(DEEDS.publicTo - 1) });
    findings.expect('publicised for six days', 'public-too-briefly', code);
    const found = await lin.json<Purchase>('POST', path, { from, to, reviewedOn });
    findings.expect(
      'publicised for seven, after the committee looked at it',
      ['publicised', from, to, reviewedOn],
      [found.state, found.publicFrom, found.publicTo, found.reviewedOn],
    );
  }

  /** It hangs on the notice board; somebody objects, and the cameras go on to be seen, day by day. */
  private async hangOut(): Promise<void> {
    const live = UNITS - DARK.length;
    await this.lookDaily(DEEDS.approved + 1, DEEDS.objected);
    await expectStanding(this.town, this.id, {
      confirmed: 0,
      what: 'units on the fifth day: none confirmed',
    });
    await this.town.lin.json('POST', `purchases/${this.id}/objections`, { words: WORDS.objection });
    await this.lookDaily(DEEDS.objected + 1, DEEDS.triedTooEarly);
    const { status, code } = await this.town.chief.refusal('POST', `purchases/${this.id}/close`, {});
    this.town.findings.expect('closed while it is public', '409 still-public', `${status} ${code}`);
    await expectStanding(this.town, this.id, { confirmed: live, what: 'units on the seventh day' });
  }

  private async lookDaily(from: number, to: number): Promise<void> {
    for (let day = from; day <= to; day += 1) await this.town.wake(day, 9);
  }
}
