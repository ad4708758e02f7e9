import type { Camera } from '../camera.js';
import { concerned, type Finding, type Words, words } from './finding.js';

export interface LawLimits {
  /** Art. 17: recordings are kept at least this long. */
  readonly minRetentionDays: number;
  /** Art. 14: a filing is due this long after the installation. */
  readonly filingDays: number;
}

const DAY_MS = 86_400_000;
/** Nobody could owe a filing under a law that was not in force. */
const IN_FORCE_MS = Date.UTC(2025, 3, 1);
/** 中心广场 and 交通干线 of the position types. */
const MAIN_PLACES: ReadonlySet<string> = new Set(['4', '10']);
/** 上坡村, 村委会, 某某社区居民委员会: who builds for a village. */
const VILLAGE_BUILDER = /(村|社区)(民?委员会|委会|居委会|居民委员会|股份经济合作社)?$|村委|居委/;

/**
 * What 国令第799号 (公共安全视频图像信息系统管理条例) asks and the register can tell, of cameras that hang: planned and
 * dismantled ones owe nothing. `today` is an instant.
 */
export function lawFindings(cameras: readonly Camera[], limits: LawLimits, today: number): Finding[] {
  const hanging = cameras.filter(
    ({ lifecycle }) => lifecycle === 'in-service' || lifecycle === 'under-repair',
  );
  return [
    villageBuilders(hanging),
    ...signs(hanging),
    overdueFilings(hanging, limits.filingDays, today),
    shortRetentions(hanging, limits.minRetentionDays),
    missingBases(hanging),
  ];
}

function villageBuilders(cameras: readonly Camera[]): Finding {
  const built = cameras.filter(
    ({ register: { positionTypes, constructionUnit } }) =>
      VILLAGE_BUILDER.test(constructionUnit ?? '') &&
      (positionTypes ?? []).some((type) => MAIN_PLACES.has(type)),
  );
  return finding(
    'village-builds-on-main-road',
    7,
    words(
      '第七条：主要道路、广场由县级以上人民政府组织建设',
      'main roads and squares are for county-level government to build',
    ),
    words(
      '移交县级主管部门，或更正建设单位、位置类型',
      'hand it over to the county, or mend the builder or the kind of place',
    ),
    built.map((camera) => {
      const builder = camera.register.constructionUnit!;
      return concerned(camera, words(`建设单位：${builder}`, `built by ${builder}`));
    }),
  );
}

function signs(cameras: readonly Camera[]): Finding[] {
  const text = words('第十三条：应当设置显著的提示标识', 'a visible sign is required');
  const having = (value: boolean | null) => cameras.filter(({ register }) => register.hasSign === value);
  return [
    finding(
      'sign-missing',
      13,
      text,
      words('设置提示标识，并在登记中更正', 'put up the sign, then say so in the register'),
      having(false).map((camera) => concerned(camera, words('无提示标识', 'it has no sign'))),
    ),
    finding(
      'sign-not-stated',
      13,
      text,
      words('核实有无提示标识并登记', 'look whether there is one, and enter it'),
      having(null).map((camera) => concerned(camera, words('未登记有无标识', 'the register does not say'))),
    ),
  ];
}

function overdueFilings(cameras: readonly Camera[], filingDays: number, today: number): Finding {
  const overdue = cameras.flatMap((camera) => {
    const { filingNumber, filedOn, installedOn, enabledOn } = camera.register;
    const began = installedOn ?? enabledOn;
    if (filingNumber !== null || filedOn !== null || began === null) return [];
    const dueMs = Math.max(Date.parse(began), IN_FORCE_MS) + filingDays * DAY_MS;
    const days = Math.floor((today - dueMs) / DAY_MS);
    if (days < 1) return [];
    return [
      concerned(
        camera,
        words(`${began} 安装，已逾期 ${days} 天`, `installed on ${began}, ${days} days overdue`),
      ),
    ];
  });
  return finding(
    'filing-overdue',
    14,
    words(`第十四条：应当在 ${filingDays} 日内备案`, `a filing is due within ${filingDays} days`),
    words(
      '向公安机关备案，并登记备案编号和日期',
      'file it with the police, then enter number and date of the filing',
    ),
    overdue,
  );
}

function shortRetentions(cameras: readonly Camera[], minDays: number): Finding {
  const short = cameras.filter(
    ({ register: { retentionDays } }) => retentionDays !== null && retentionDays < minDays,
  );
  return finding(
    'retention-too-short',
    17,
    words(`第十七条：录像保存不少于 ${minDays} 日`, `recordings are to be kept for ${minDays} days or more`),
    words('扩充存储或调整码率，再更正保存天数', 'add storage or lower the bit rate, then mend the days'),
    short.map((camera) => {
      const days = camera.register.retentionDays!;
      return concerned(camera, words(`保存 ${days} 天`, `kept for ${days} days`));
    }),
  );
}

function missingBases(cameras: readonly Camera[]): Finding {
  const without = cameras.filter(({ register }) => register.legalBasis === null);
  return finding(
    'legal-basis-missing',
    null,
    words('未登记设置依据（第七条、第九条或第三十三条）', 'no legal basis is entered (art. 7, 9 or 33)'),
    words('确认设置依据并登记', 'find out on which article it hangs, and enter it'),
    without.map((camera) => concerned(camera, words('设置依据为空', 'legal basis is empty'))),
  );
}

function finding(
  code: string,
  article: number | null,
  text: Words,
  advice: Words,
  cameras: Finding['cameras'],
): Finding {
  return { code, article, text, advice, cameras };
}
