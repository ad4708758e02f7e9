export type Emptied = (answer: object) => object;

/** One list of one page. `:village`, `:camera` and the like stand for those of the town. */
export interface List {
  readonly name: string;
  readonly page: string;
  /** The route of the API that feeds it. */
  readonly feed: string;
  /** What it says where nothing is there; none where there always is something. */
  readonly empty?: string;
  readonly emptied?: Emptied;
  /** What must be pressed first: a tab, or a button. */
  readonly opens?: string;
  /** What is drawn beside something else says no more than that it failed. */
  readonly isBeside?: boolean;
}

const noItems: Emptied = (answer) => ({ ...answer, items: [], nextCursor: null });
const none =
  (key: string): Emptied =>
  (answer) => ({ ...answer, [key]: [] });
/** A town without villages has nothing to count. */
const noVillages: Emptied = (answer) => ({
  ...(JSON.parse(JSON.stringify(answer), (_, value: unknown) =>
    typeof value === 'number' ? 0 : value,
  ) as object),
  villages: [],
});
const noColumns: Emptied = (answer) =>
  Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, Array.isArray(value) ? [] : value]));
const noPlaces: Emptied = (answer) => {
  const { total } = answer as { total: { places: object } };
  const places = Object.fromEntries(Object.keys(total.places).map((status) => [status, 0]));
  return { ...answer, total: { ...total, places } };
};

const V = '/villages/:village';
const P = `${V}/purchases/:purchase`;
const C = '/cameras/:camera';

const ROWS: readonly (readonly [
  page: string,
  name: string,
  feed: string,
  empty?: string | null,
  more?: Partial<List>,
])[] = [
  ['/', '各村情况', '/board/villages', '还没有村/社区', { emptied: noVillages }],
  ['/', '摄像机分布', '/board/cameras', '没有登记位置的摄像机', { emptied: noColumns }],
  ['/', '未结事件', '/incidents', '没有成批离线'],
  ['/', '最近 24 小时', '/board/band', '还没有 24 小时内的记录', { emptied: none('slices') }],
  ['/', '工单', '/work-orders', null, { isBeside: true }],

  ['/faults', '断线', '/outages', '没有待处理的故障'],
  ['/faults', '摄像机', '/board/cameras'],
  ['/faults', '工单', '/work-orders', null, { isBeside: true }],
  ['/faults', '未结事件', '/incidents', null, { isBeside: true }],

  [C, '状态', `${C}/state`],
  [C, '证据链', `${C}/evidence`],
  [C, '断线', '/outages'],
  [C, '工单', '/work-orders', '没有未完成的工单'],
  [C, '经过', `${C}/timeline`, '这段时间没有变化'],
  [C, '画面检查', `${C}/picture-checks`],

  ['/planning', '地图', '/coverage/map'],
  ['/planning', '村/社区', '/villages', null, { isBeside: true }],
  ['/planning?village=:village', '建筑', `${V}/buildings`, null, { isBeside: true }],
  ['/planning', '现状', '/coverage', '还没有登记重点部位', { emptied: noPlaces }],
  ['/planning', '重点部位', '/coverage/places', '没有这一状态的重点部位'],
  ['/planning?side=suggest', '必须看到的', '/coverage/places', null, { isBeside: true }],
  ['/planning?side=repairs', '先修后买', '/coverage/repairs', '没有不在线的摄像机'],
  ['/planning?side=weak', '薄弱点', '/coverage/weak-points', '没有薄弱点'],
  ['/planning?side=plans', '方案', '/plans', '还没有方案'],
  ['/planning/plans/:plan', '方案', '/plans/:plan'],
  ['/planning/plans/:plan', '实际', '/plans/:plan/result'],

  ['/villages', '各村收支', '/fund-reports', '还没有村/社区', { emptied: none('villages') }],
  ['/villages?show=waiting', '待办事项', '/purchases', '没有待办事项'],
  ['/villages?show=suppliers', '供应商', '/suppliers', '还没有采购'],
  ['/villages?show=warranties', '质保', '/warranties', '没有符合条件的质保'],
  [V, '结余', `${V}/balance`],
  [V, '收支总览', '/fund-reports'],
  [V, '资金来源', '/awards', '还没有收入'],
  [V, '采购', '/purchases', '还没有采购'],
  [`${V}/purchases/new`, '可用资金', '/awards'],
  [P, '采购', '/purchases/:purchase'],
  [P, '摄像机', '/purchases/:purchase/standing'],
  [P, '建议', '/purchases/:purchase/cameras/suggestions', '没有建议'],
  [P, '未纳管的设备', '/candidates', '搜索没有发现新的'],
  [P, '附件', '/purchases/:purchase/attachments', '还没有附件'],
  [P, '办理记录', '/purchases/:purchase/steps', '还没有办理记录'],
  [P, '历次内容', '/purchases/:purchase/versions'],
  [`${P}/claim`, '索赔函', '/warranties', '没有需要索赔的故障'],
  ['/villages/publications', '预览', '/fund-reports', '没有收支', { emptied: none('villages') }],
  ['/villages/publications', '公示', '/publications', '还没有公示'],
  ['/villages/report', '收支报告', '/fund-reports', '没有收支', { emptied: none('villages') }],

  ['/register', '台账', '/cameras/count', '台账还是空的', { emptied: () => ({ count: 0 }) }],
  ['/register', '行', '/cameras'],
  ['/register', '可选的村/社区', '/villages', null, { isBeside: true }],
  ['/register', '我的筛选', '/camera-filters', '还没有保存的筛选', { opens: '我的筛选' }],
  ['/register/quality', '质量', '/register-quality', '还没有村/社区', { emptied: none('villages') }],
  ['/register/import', '可选的村/社区', '/villages', null, { isBeside: true }],
  ['/register/discovery', '搜索记录', '/searches', '还没有搜索过'],
  ['/register/discovery', '找到的设备', '/candidates', '没有找到设备'],
  ['/register/discovery', '没找到的', '/searches/:search/missing', null, { isBeside: true }],
  ['/register/discovery', '网络区域', '/zones', null, { isBeside: true }],
  [`/register${C}`, '档案', C],
  [`/register${C}`, '变更记录', `${C}/history`, '还没有变更记录', { opens: '变更记录' }],

  ['/admin/users', '用户', '/users', '还没有用户'],
  ['/admin/tokens', '令牌', '/tokens', '还没有令牌'],
  ['/admin/groups', '村/社区', '/villages', '还没有村/社区'],
  ['/admin/groups', '工程', '/programmes', '还没有工程'],
  ['/admin/groups', '网络区域', '/zones', '还没有网络区域'],
  ['/admin/credentials', '凭证', '/credentials', '还没有凭证'],
  ['/admin/channels', '通道', '/channels', '还没有通知通道'],
  ['/admin/channels', '发送记录', '/deliveries', '没有发送记录'],
  ['/admin/maintenance', '检修', '/maintenance-windows', '没有检修安排'],
  ['/admin/audit', '审计', '/audit-entries', '没有符合条件的记录'],
  ['/admin/service', '运行状况', '/board/service'],
];

/** Every list that a page shows. */
export const LISTS: readonly (List & { readonly emptied: Emptied })[] = ROWS.map(
  ([page, name, feed, empty, more]) => ({
    page,
    name,
    feed,
    ...(empty ? { empty } : {}),
    emptied: noItems,
    ...more,
  }),
);
