import type { AwardsTown } from './awards-town.js';
import { dayOf } from './plan.js';

interface Steps {
  readonly items: readonly {
    readonly action: string;
    readonly to: string;
    readonly by: { readonly name: string };
  }[];
}

export async function expectSteps({ auditor, findings }: AwardsTown, purchaseId: string): Promise<void> {
  const { items } = await auditor.get<Steps>(`purchases/${purchaseId}/steps`);
  const found = items.map(({ action, to, by }) => `${action} by ${by.name}: ${to}`);
  findings.expect(
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

/** How often the webhook was reminded of any of these purchases so far. */
export function remindersOf(town: AwardsTown, purchaseIds: readonly string[]): number {
  const told = purchaseIds.flatMap((id) => town.told(id));
  return told.filter((each) => each.startsWith('reminder')).length;
}

/** Its receiver refuses what is not signed, or not signed just now. */
export function expectNotices(
  town: AwardsTown,
  { own, neighbours }: { readonly own: string; readonly neighbours: string },
): void {
  town.findings.expect(
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
    town.told(own),
  );
  town.findings.expect(
    'and of the neighbour’s',
    [`report ${title('3,280.00', '待审批')}`, `reminder ${title('3,280.00', '逾期未审批')}`],
    town.told(neighbours),
  );
}

const title = (amount: string, what: string) => `采购 ${dayOf(0)} 演示安防 ${amount} 元：${what}`;
