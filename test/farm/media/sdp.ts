import type { VirtualCamera } from '../camera.js';
import type { FarmFault } from '../faults.js';
import type { Clip } from './stock.js';

/** The session description of a camera, with what its faults make of it. */
export function sdpOf({ host, faults }: VirtualCamera, clip: Clip): string {
  const video = faults.includes('unknown-codec')
    ? ['m=video 0 RTP/AVP 97', 'a=rtpmap:97 SVAC/90000', 'a=control:trackID=1']
    : videoLines(clip, !faults.includes('no-sprop'));
  const audio = ['m=audio 0 RTP/AVP 8', 'a=rtpmap:8 PCMA/8000', 'a=control:trackID=2'];
  const media = [...(faults.some(hasSound) ? audio : []), ...(faults.includes('audio-only') ? [] : video)];
  const head = [
    'v=0',
    `o=- 1 1 IN IP4 ${host}`,
    's=Media Presentation',
    'c=IN IP4 0.0.0.0',
    't=0 0',
    'a=control:*',
  ];
  return `${[...head, ...media].join('\r\n')}\r\n`;
}

function hasSound(fault: FarmFault): boolean {
  return fault === 'audio-first' || fault === 'audio-only';
}

function videoLines({ codec, parameterSets }: Clip, isNamed: boolean): string[] {
  const base64 = parameterSets.map((unit) => unit.toString('base64'));
  switch (codec) {
    case 'h264': {
      const sets = isNamed ? `;sprop-parameter-sets=${base64.join(',')}` : '';
      return [
        'm=video 0 RTP/AVP 96',
        'a=rtpmap:96 H264/90000',
        'a=framerate:25',
        `a=fmtp:96 packetization-mode=1${sets}`,
        'a=control:trackID=1',
      ];
    }
    case 'h265': {
      const sets = isNamed
        ? `a=fmtp:96 sprop-vps=${base64[0]};sprop-sps=${base64[1]};sprop-pps=${base64[2]}`
        : 'a=fmtp:96 ';
      return ['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H265/90000', sets, 'a=control:trackID=1'];
    }
    case 'mjpeg':
      return ['m=video 0 RTP/AVP 26', 'a=control:trackID=1'];
  }
}
