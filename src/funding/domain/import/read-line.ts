import { type Fen, formatYuan, split, times } from '../../../kernel/money.js';
import { refusal, type Refusal } from '../../../kernel/sheet/refusal.js';
import { MOST_FEN, MOST_PRICE_FEN } from '../bounds.js';
import type { PurchaseLine } from '../purchase.js';
import type { RowDraft } from './fund-row.js';

export type NewLine = Omit<PurchaseLine, 'id'>;

const CAMERA = /摄像|枪机|球机|半球|探头|camera/i;
/** Beside cameras, and no camera. */
const BESIDE =
  /录像|硬盘|存储|交换机|光纤|网线|线缆|电缆|支架|立杆|电源|电箱|机箱|安装|施工|调试|维护|维修|服务|工程款|配件/;

/** The line of a purchase that a row is. Null where it is refused. */
export function lineOf(draft: RowDraft): NewLine | null {
  const what = draft.get<string>('what');
  if (what === undefined) draft.refuse('what', MISSING_WHAT);
  const counted = countedOf(draft);
  if (what === undefined || counted === null) return null;
  const model = draft.get<string>('model') ?? null;
  const warrantyMonths = draft.get<number>('warrantyMonths') ?? null;
  return { what, model, ...counted, isCamera: isCamera(draft, what), warrantyMonths };
}

type Counted = Pick<NewLine, 'quantity' | 'unitPriceFen'>;

function countedOf(draft: RowDraft): Counted | null {
  const [quantity, price, amount] = [
    draft.get<number>('quantity'),
    draft.get<Fen>('unitPriceFen'),
    draft.get<Fen>('amountFen'),
  ];
  if (price === undefined) return withoutPrice(draft, quantity, amount);
  if (quantity === undefined) {
    draft.refuse('quantity', MISSING_QUANTITY);
    return null;
  }
  const product = times(price, quantity);
  if (product > MOST_FEN) draft.refuse('unitPriceFen', TOO_MUCH);
  if (amount !== undefined && amount !== product)
    draft.refuse('amountFen', differs({ quantity, unitPriceFen: price }, product));
  return { quantity, unitPriceFen: price };
}

/** One piece where no number is given. */
function withoutPrice(draft: RowDraft, quantity = 1, amount: Fen | undefined): Counted | null {
  if (amount === undefined) {
    if (!draft.says('amountFen', 'unitPriceFen')) draft.refuse('amountFen', MISSING_AMOUNT);
    return null;
  }
  const [unitPriceFen] = quantity === 1 ? [amount] : split(amount, [1, quantity - 1]);
  if (times(unitPriceFen!, quantity) !== amount) draft.refuse('amountFen', INDIVISIBLE);
  else if (unitPriceFen! > MOST_PRICE_FEN) draft.refuse('amountFen', TOO_MUCH);
  return { quantity, unitPriceFen: unitPriceFen! };
}

function isCamera(draft: RowDraft, what: string): boolean {
  const said = draft.get<boolean>('isCamera');
  if (said !== undefined) return said;
  const guessed = CAMERA.test(what) && !BESIDE.test(what);
  draft.warn('what', 'assumed-camera', {
    zh: guessed ? '按摄像机登记，每件需确认在用' : '不按摄像机登记',
    en: guessed ? 'taken as cameras, each to be confirmed live' : 'taken as no cameras',
  });
  return guessed;
}

function differs({ quantity, unitPriceFen }: Counted, product: Fen): Refusal {
  const sum = `${quantity} × ${formatYuan(unitPriceFen)} = ${formatYuan(product)}`;
  return refusal(
    'amount-differs',
    [`与 ${sum} 不符`, `is not ${sum}`],
    ['核对数量、单价和金额', 'check quantity, price and amount'],
  );
}

const MISSING_WHAT = refusal(
  'missing-what',
  ['缺少支出事项', 'it does not say what was bought'],
  ['填写支出事项', 'write what was bought'],
);
const MISSING_QUANTITY = refusal(
  'missing-quantity',
  ['缺少数量', 'the quantity is missing'],
  ['填写数量', 'write the quantity'],
);
const MISSING_AMOUNT = refusal(
  'missing-amount',
  ['缺少单价和金额', 'price and amount are missing'],
  ['填写单价，或金额', 'write the price of a piece, or the amount'],
);
const INDIVISIBLE = refusal(
  'amount-indivisible',
  ['金额除以数量不是整分', 'does not divide into whole fen a piece'],
  ['填写单价，或分成几行', 'write the price of a piece, or divide it into several rows'],
);
const TOO_MUCH = refusal(
  'amount-out-of-range',
  ['金额过大', 'is more than a purchase may be'],
  ['核对数量、单价和金额', 'check quantity, price and amount'],
);
