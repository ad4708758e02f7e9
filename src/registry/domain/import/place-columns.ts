import { WEIGHT } from '../place.js';
import type { ImportColumn } from './camera-columns.js';

export const PLACE_COLUMNS: readonly ImportColumn[] = [
  {
    field: 'name',
    label: '名称',
    names: ['重点部位', '部位名称', '部位', 'name'],
    value: { kind: 'text', maxLength: 50 },
    note: '必填；同村内不得重名',
  },
  {
    field: 'villageId',
    label: '村/社区',
    names: ['村社区', '村(社区)', '所属村', '所属村/社区', '所属社区', '行政村', '村', '社区', 'village'],
    value: { kind: 'group', noun: 'village' },
    note: '必填：名称或12位统计代码',
  },
  {
    field: 'kind',
    label: '类型',
    names: ['类别', 'kind'],
    value: { kind: 'place-kind' },
    note: '新部位必填',
  },
  {
    field: 'detail',
    label: '等级',
    names: ['清晰度等级', 'DORI', 'detail'],
    value: { kind: 'detail' },
    note: '新部位必填；每米像素：探测25，观察62.5，识别125，辨认250',
  },
  {
    field: 'weight',
    label: '权重',
    names: ['weight'],
    value: { kind: 'number', unit: '', ...WEIGHT },
    note: '留空为1',
  },
  {
    field: 'longitudeDeg',
    label: '经度',
    names: ['JD', 'X坐标', 'longitude', 'lng', 'lon'],
    value: { kind: 'coordinate' },
    note: '点的十进制度；或填几何',
  },
  {
    field: 'latitudeDeg',
    label: '纬度',
    names: ['WD', 'Y坐标', 'latitude', 'lat'],
    value: { kind: 'coordinate' },
    note: '点的十进制度；或填几何',
  },
  {
    field: 'coordinateSystem',
    label: '坐标系',
    names: ['坐标系统', '坐标类型', 'coordinateSystem'],
    value: { kind: 'system' },
    note: '经纬度的坐标系，留空为 WGS84',
  },
  {
    field: 'geometry',
    label: '几何',
    names: ['边界', '范围', 'geometry', 'GeoJSON'],
    value: { kind: 'geometry' },
    note: 'GeoJSON 点、线或面，WGS 84，经度在前',
  },
  { field: 'isDemonstration', label: '演示数据', names: ['isDemonstration'], value: { kind: 'flag' } },
];
