import { MINUTE_MS } from '../../../src/kernel/instant.js';
import { close, expectAccount, expectStanding } from './acceptance.js';
import { type AwardsTown } from './awards-town.js';
import { adoptCameras, type NewCameras, tieBySerials } from './cameras.js';
import { expectComparison } from './comparison.js';
import { surveyGround } from './ground.js';
import { type Awards, draft, expectBalance, putRight, receive } from './money.js';
import { claimTwice } from './neighbour.js';
import { DARK, dayOf, DEEDS, LATER, LOOK_MS, RIGHT, totalFen, UNITS, WORDS } from './plan.js';
import { correct, publish } from './publication.js';
import { expectReports } from './report.js';

interface Purchase {
  readonly state: string;
  readonly publicFrom: string | null;
  readonly publicTo: string | null;
}
interface Steps {
  readonly items: readonly {
    readonly action: string;
    readonly to: string;
    readonly by: { readonly name: string };
  }[];
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
    await this.hangOut();
    await this.town.wake(DEEDS.closed, 9);
    // A second look at each camera: what is dark is offline only then.
    await this.town.pass(LOOK_MS);
    await close(this.town, this.id, this.cameras);
    await expectAccount(this.town, this.id);
    await expectBalance(this.town, this.awards, totalFen(RIGHT), 'closed');
    await this.expectSteps();
    await this.expectNotices();
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
    const path = `purchases/${this.id}`;
    await this.town.wake(1, 7);
    const before = this.reminders();
    await this.town.wake(DEEDS.approved, 9);
    const after = this.reminders();
    const { admin, lin, findings } = this.town;
    findings.expect('reminders of late steps, before and after they were late', [0, 2], [before, after]);
    await admin.json('POST', `${path}/approve`);
    await this.town.pass(TOLD_MS);
    const brief = { from: dayOf(DEEDS.publicFrom), to: dayOf(DEEDS.publicFrom + 5) };
    const { code } = await lin.refusal('POST', `${path}/publicise`, brief);
    findings.expect('publicised for six days', 'public-too-briefly', code);
    const dates = { from: dayOf(DEEDS.publicFrom), to: dayOf(DEEDS.publicTo) };
    const { state, publicFrom, publicTo } = await lin.json<Purchase>('POST', `${path}/publicise`, dates);
    findings.expect('publicised for seven', ['publicised', ...Object.values(dates)], [state, publicFrom, publicTo]); // prettier-ignore
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

  private reminders(): number {
    const told = [this.id, this.neighbours].flatMap((id) => this.town.told(id));
    return told.filter((each) => each.startsWith('reminder')).length;
  }

  private async expectSteps(): Promise<void> {
    const { items } = await this.town.auditor.get<Steps>(`purchases/${this.id}/steps`);
    const found = items.map(({ action, to, by }) => `${action} by ${by.name}: ${to}`);
    this.town.findings.expect(
      'who did what, as the auditor reads it',
      [
        'enter by lin: draft',
        'submit by lin: submitted',
        'return by chief: returned',
        'correct by lin: returned',
        'submit by lin: submitted',
        'remind by system: submitted',
        'approve by admin-token: approved',
        'publicise by lin: publicised',
        'object by lin: publicised',
        'close by chief: closed',
      ],
      found,
    );
  }

  private async expectNotices(): Promise<void> {
    await this.town.pass(TOLD_MS);
    this.town.findings.expect(
      'what the webhook was told, signed, in this order',
      [
        `report ${title('179,856.17', '待审批')}`,
        `report ${title('179,856.17', '被退回')}`,
        `report ${title('175,156.17', '待审批')}`,
        `reminder ${title('175,156.17', '逾期未审批')}`,
        `report ${title('175,156.17', '已批准，待公示')}`,
        `report ${title('175,156.17', '公示')}`,
        `report ${title('175,156.17', '公示有异议')}`,
        `report ${title('175,156.17', '办结')}`,
      ],
      this.town.told(this.id),
    );
    this.town.findings.expect(
      'and of the neighbour’s',
      [`report ${title('3,280.00', '待审批')}`, `reminder ${title('3,280.00', '逾期未审批')}`],
      this.town.told(this.neighbours),
    );
  }
}

const title = (amount: string, what: string) => `采购 ${dayOf(0)} 演示安防 ${amount} 元：${what}`;
