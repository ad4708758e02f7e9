import type { FaultCode } from '../../kernel/fault.js';

/** One sentence that a technician can act on, in both languages. */
export interface Advice {
  readonly zh: string;
  readonly en: string;
}

const ADVICE: Record<FaultCode, Advice> = {
  'address-unresolved': {
    zh: '主机名解析不到地址：改登记为 IP 或修复 DNS。',
    en: 'The host name has no address: register the IP or mend the DNS.',
  },
  'host-unreachable': {
    zh: '网络不通：检查到该网段的路由和交换机。',
    en: 'There is no way there: check the route and the switch.',
  },
  'connect-timeout': {
    zh: '设备无应答：检查供电、网线和 IP 地址。',
    en: 'Nothing answers: check power, cable and address.',
  },
  'connection-refused': {
    zh: '端口拒绝连接：设备在线但服务未开，核对 ONVIF 端口或重启设备。',
    en: 'The port refuses: the device is up but the service is not; check the ONVIF port or restart the device.',
  },
  'onvif-timeout': {
    zh: 'ONVIF 服务无应答：重启设备，仍无效则升级固件。',
    en: 'ONVIF does not answer: restart the device, then upgrade its firmware.',
  },
  'onvif-closed': {
    zh: 'ONVIF 连接中途断开：检查网络质量，必要时重启设备。',
    en: 'ONVIF hangs up midway: check the line, then restart the device.',
  },
  'onvif-too-large': {
    zh: '应答异常过大：核对该地址是否为摄像机。',
    en: 'The answer is far too large: check that this address is a camera.',
  },
  'onvif-garbled': {
    zh: '应答不是有效的 ONVIF：核对该地址是否为摄像机。',
    en: 'The answer is not ONVIF: check that this address is a camera.',
  },
  'onvif-redirect': {
    zh: '设备要求跳转到别处：核对登记的端口和 HTTPS 设置。',
    en: 'The device sends us elsewhere: check the port and HTTPS.',
  },
  'onvif-http-error': {
    zh: 'ONVIF 路径或端口不对：核对登记。',
    en: 'Wrong ONVIF path or port: check the register.',
  },
  'onvif-fault': {
    zh: '设备报告 ONVIF 错误：查看证据中的说明，必要时升级固件。',
    en: 'The device reports an ONVIF fault: read the evidence, upgrade the firmware.',
  },
  'no-credential': {
    zh: '设备需要登录：在台账中为其指定凭证。',
    en: 'The device wants a login: give the camera a credential.',
  },
  'login-rejected': {
    zh: '用户名或密码被拒：更正凭证后会自动重试，之前不再尝试以免锁定。',
    en: 'The login was refused: correct the credential; until then nothing is tried, so that nothing locks.',
  },
  'login-withheld': {
    zh: '先前登录被拒，已停止尝试：更正凭证。',
    en: 'An earlier login was refused and none is tried: correct the credential.',
  },
  'login-locked': {
    zh: '设备已锁定该账户：等待解锁或在设备上解锁，再更正凭证。',
    en: 'The device has locked the account: wait or unlock it, then correct the credential.',
  },
  'no-media': {
    zh: '设备没有可用的视频配置：在设备上启用编码通道。',
    en: 'The device offers no video: enable an encoder on it.',
  },
  'stream-refused': {
    zh: 'RTSP 端口拒绝连接：核对 RTSP 端口或在设备上启用。',
    en: 'RTSP refuses: check the port or enable RTSP on the device.',
  },
  'stream-timeout': { zh: 'RTSP 无应答：重启设备。', en: 'RTSP does not answer: restart the device.' },
  'stream-busy': {
    zh: '取流路数已满：减少同时观看的客户端。',
    en: 'All streams are taken: have fewer viewers at once.',
  },
  'stream-not-found': {
    zh: '流地址不存在：核对 RTSP 路径。',
    en: 'There is no such stream: check the RTSP path.',
  },
  'stream-transport': {
    zh: '设备既不支持 TCP 也不支持 UDP 取流：检查设备网络设置。',
    en: 'The device takes neither TCP nor UDP: check its network settings.',
  },
  'stream-garbled': {
    zh: 'RTSP 应答无法识别：核对端口，升级固件。',
    en: 'The RTSP answer cannot be read: check the port, upgrade the firmware.',
  },
  'stream-error': {
    zh: 'RTSP 返回错误：查看证据中的状态码，重启设备。',
    en: 'RTSP answers with an error: see the status in the evidence, restart the device.',
  },
  'stream-closed': {
    zh: '视频流中途断开：检查线路和设备供电。',
    en: 'The stream ends midway: check the line and the power.',
  },
  'stream-no-packets': {
    zh: '已播放但没有视频数据：重启设备，检查镜头模组。',
    en: 'It plays but sends no video: restart the device, check the camera module.',
  },
  'stream-too-large': {
    zh: '数据量异常：核对该地址是否为摄像机，或降低码率。',
    en: 'Far too much data: check that this is a camera, or lower the bit rate.',
  },
  'no-key-frame': {
    zh: '长时间没有关键帧：缩短 I 帧间隔。',
    en: 'No key frame comes: shorten the I-frame interval.',
  },
  'frame-garbled': {
    zh: '画面数据损坏：检查线路丢包，重启设备。',
    en: 'The picture is broken: check for packet loss, restart the device.',
  },
  'codec-unsupported': {
    zh: '编码格式不支持：改为 H.264 或 H.265。',
    en: 'The codec is not supported: choose H.264 or H.265.',
  },
  'signal-lost': {
    zh: '画面是“无信号”屏：检查摄像机到编码器或录像机的视频线、通道和供电。',
    en: 'It shows a no-signal screen: check cable, channel and power between the camera and its encoder or recorder.',
  },
  black: { zh: '画面全黑：检查镜头、遮挡和补光。', en: 'The picture is black: check lens, cover and light.' },
  frozen: { zh: '画面冻结：重启设备。', en: 'The picture is frozen: restart the device.' },
  covered: {
    zh: '镜头被遮挡：到现场清除遮挡物（树叶、蛛网、布袋、喷漆），并查看是否人为。',
    en: 'Something covers the lens: remove it (leaves, cobweb, bag, paint) and see whether somebody put it there.',
  },
  'scene-moved': {
    zh: '画面场景已变：核对支架和朝向；若是有意调整，请在本系统中重新学习场景。',
    en: 'It looks elsewhere than before: check bracket and direction; if that was meant, have the scene learned anew.',
  },
  blurred: {
    zh: '画面模糊：清洁镜头和护罩，再重新对焦。',
    en: 'The picture is blurred: clean lens and dome, then focus anew.',
  },
  noisy: {
    zh: '画面噪点（雪花）过多：检查视频线接头和屏蔽、补光及传感器。',
    en: 'The picture is full of snow: check cable joints and shielding, the light, and the sensor.',
  },
  striped: {
    zh: '画面有条纹干扰：检查接地、电源和视频线，避开强电。',
    en: 'Stripes run through the picture: check earthing, power supply and cable, and keep it off mains wiring.',
  },
  'too-dark': {
    zh: '画面过暗：检查补光灯、曝光设置和镜头污渍。',
    en: 'The picture is too dark: check the lamp, the exposure settings and dirt on the lens.',
  },
  'too-bright': {
    zh: '画面过亮：检查曝光和背光设置，避开直射光。',
    en: 'The picture is burnt out: check exposure and backlight settings, and turn it out of direct light.',
  },
  'low-contrast': {
    zh: '画面对比度低：清洁镜头和护罩内外的水雾、灰尘，核对图像参数。',
    en: 'The picture is washed out: clean mist and dust off lens and dome, check the image settings.',
  },
  'no-colour': {
    zh: '白天画面为黑白：检查红外滤光片切换和日夜模式设置。',
    en: 'Black and white by day: check the infrared filter switch and the day and night setting.',
  },
  'colour-cast': {
    zh: '画面偏色：检查白平衡和红外滤光片。',
    en: 'The colours are off: check the white balance and the infrared filter.',
  },
  'clock-off': {
    zh: '设备时钟偏差过大：设置 NTP 并核对时区。',
    en: 'The clock is off: set NTP and check the time zone.',
  },
  'onvif-silent': {
    zh: '画面正常但 ONVIF 无应答：重启设备的 ONVIF 服务。',
    en: 'The picture lives but ONVIF is silent: restart ONVIF on the device.',
  },
  'decoder-failed': {
    zh: '监测端解码失败，与摄像机无关：查看服务日志。',
    en: 'Our own decoder failed, not the camera: read the service log.',
  },
  'client-quirk': {
    zh: '仅本系统客户端取流失败，画面正常：请反馈设备型号。',
    en: 'Only our client stumbles, the picture lives: report the model.',
  },
  'prober-down': {
    zh: '监测服务曾停机，状态未知：等待下一次探测。',
    en: 'The monitor was down: wait for the next probe.',
  },
  'zone-blind': {
    zh: '该网络区域无法探测：检查探测端的网络。',
    en: 'This zone cannot be seen: check the network of the prober.',
  },
  'not-probed-yet': { zh: '尚未探测：等待首次取帧。', en: 'Not probed yet: wait for the first frame.' },
};

export function adviceFor(code: FaultCode): Advice {
  return ADVICE[code];
}
