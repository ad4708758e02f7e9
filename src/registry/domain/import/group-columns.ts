import type { ImportColumn } from './camera-columns.js';

const seconds = { kind: 'number', unit: 'seconds', min: 0.5, max: 604_800 } as const;

export const VILLAGE_COLUMNS: readonly ImportColumn[] = [
  {
    field: 'name',
    label: '名称',
    names: ['村/社区', '村社区', '村(社区)', '村名', '村', '社区', 'name'],
    value: { kind: 'text', maxLength: 50 },
    note: '必填',
  },
  {
    field: 'code',
    label: '统计代码',
    names: ['代码', '编码', '村代码', '行政区划代码', '统计用区划代码', 'code'],
    value: { kind: 'statistical-code' },
    note: '12位；不知道则留空',
  },
  {
    field: 'kind',
    label: '类型',
    names: ['类别', 'kind'],
    value: { kind: 'village-kind' },
    note: '村 或 社区；留空则由名称得出',
  },
  {
    field: 'boundary',
    label: '边界',
    names: ['geometry', 'GeoJSON', 'boundary'],
    value: { kind: 'boundary' },
    note: 'GeoJSON 面，WGS 84',
  },
  { field: 'isDemonstration', label: '演示数据', names: ['isDemonstration'], value: { kind: 'flag' } },
];

export const PROGRAMME_COLUMNS: readonly ImportColumn[] = [
  {
    field: 'name',
    label: '名称',
    names: ['工程', '工程名称', '项目名称', 'name'],
    value: { kind: 'text', maxLength: 50 },
    note: '必填',
  },
  {
    field: 'heartbeatIntervalS',
    label: '心跳间隔',
    names: ['心跳间隔秒', 'heartbeatIntervalS'],
    value: { ...seconds, max: 3_600 },
    note: '秒；留空则按配置',
  },
  {
    field: 'frameIntervalS',
    label: '抽帧间隔',
    names: ['抽帧间隔秒', 'frameIntervalS'],
    value: { ...seconds, min: 1, max: 86_400 },
    note: '秒；留空则按配置',
  },
  {
    field: 'factsIntervalS',
    label: '资料间隔',
    names: ['资料间隔秒', 'factsIntervalS'],
    value: { ...seconds, min: 1 },
    note: '秒；留空则按配置',
  },
];

export const CREDENTIAL_COLUMNS: readonly ImportColumn[] = [
  {
    field: 'name',
    label: '名称',
    names: ['凭据', '凭证', '凭据名称', '凭证名称', 'name'],
    value: { kind: 'text', maxLength: 50 },
    note: '必填',
  },
  {
    field: 'username',
    label: '用户名',
    names: ['账号', '帐号', '登录名', 'username'],
    value: { kind: 'text', maxLength: 64 },
    note: '必填',
  },
  {
    field: 'password',
    label: '密码',
    names: ['口令', '登录密码', 'password'],
    value: { kind: 'secret' },
    note: '立即加密保存，从不显示；导入后请删除文件',
  },
];
