/** One mistake of the kind that registers really hold: the cells that it spoils, and what the service must say of it. */
export interface Mistake {
  readonly cells: Readonly<Record<string, string>>;
  readonly column: string;
  readonly code: string;
}

const mistake = (code: string, column: string, cells: Readonly<Record<string, string>>): Mistake => ({
  code,
  column,
  cells,
});

export const MISTAKES: readonly Mistake[] = [
  mistake('device-code-lost-digits', '设备编码', { 设备编码: '3.50582E+19' }),
  mistake('device-code-malformed', '设备编码', { 设备编码: '3505820000131000001' }),
  mistake('missing-name', '设备名称', { 设备名称: '' }),
  mistake('missing-village', '村/社区', { '村/社区': '' }),
  mistake('unknown-village', '村/社区', { '村/社区': '上波村' }),
  mistake('missing-host', 'IPV4', { IPV4: '' }),
  mistake('invalid-host', 'IPV4', { IPV4: '127.58.1.300' }),
  mistake('invalid-mac', 'MAC地址', { MAC地址: '00-11-22-33-44' }),
  mistake('coordinates-swapped', '经度', { 经度: '24.72', 纬度: '118.47' }),
  mistake('coordinate-digits', '经度', { 经度: '1184.7' }),
  mistake('invalid-path', 'RTSP路径', { RTSP路径: 'ch1' }),
  mistake('half-a-position', '经度', { 纬度: '' }),
  mistake('unknown-coordinate-system', '坐标系', { 坐标系: '西安80' }),
  mistake('no-such-day', '安装时间', { 安装时间: '2024-02-30' }),
  mistake('no-number', '录像保存天数', { 录像保存天数: '一个月' }),
  mistake('state-is-no-lifecycle', '设备状态', { 设备状态: '在线' }),
  mistake('forbidden-site', '场所类型', { 场所类型: '宿舍' }),
  mistake('not-in-code-table', '设备厂商', { 设备厂商: '大花' }),
  mistake('unknown-credential', '凭据', { 凭据: '海康' }),
  mistake('error-value', '录像保存天数', { 录像保存天数: '#REF!' }),
];
