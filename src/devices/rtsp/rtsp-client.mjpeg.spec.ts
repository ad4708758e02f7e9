import { jpegPayloads, type JpegPacketOptions, segmentsOf } from './testing/jpeg.js';
import { sdpOf } from './testing/nal-units.js';
import { rtpOf } from './testing/rtp.js';
import { describes, faultOf, plays, sampleFrom } from './testing/sampling.js';

const JPEG = sdpOf(['m=video 0 RTP/AVP 26']);
const scan = Buffer.from(Array.from({ length: 900 }, (_, index) => (index * 31) % 251));
const tables = Buffer.from(Array.from({ length: 128 }, (_, index) => index + 1));
const END = Buffer.from([0xff, 0xd9]);

async function fileOf(options: JpegPacketOptions, sdp = JPEG, bytes = scan): Promise<Buffer> {
  const packets = rtpOf([{ payloads: jpegPayloads(bytes, options) }]);
  const { report } = await sampleFrom({ DESCRIBE: describes(sdp), PLAY: plays(packets) });
  if (report.frame?.ok !== true) throw new Error(JSON.stringify(report));
  expect(report.frame.value.codec).toBe('mjpeg');
  return report.frame.value.bytes;
}

describe('the JPEG file of MJPEG', () => {
  it('holds the scan of all packets, and an end', async () => {
    const file = await fileOf({ cuts: [300, 300] });

    expect(file.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(segmentsOf(file)['scan']).toEqual([Buffer.concat([scan, END])]);
  });

  it('gets no second end where the scan has one', async () => {
    const file = await fileOf({}, JPEG, Buffer.concat([scan, END]));

    expect(segmentsOf(file)['scan']).toEqual([Buffer.concat([scan, END])]);
  });

  it.each([
    { type: 0, sampling: 0x21 },
    { type: 1, sampling: 0x22 },
  ])('has size and sampling of type $type', async ({ type, sampling }) => {
    const [frame] = segmentsOf(await fileOf({ type, width: 80, height: 45 }))['c0']!;

    expect([frame!.readUInt16BE(3), frame!.readUInt16BE(1)]).toEqual([640, 360]);
    expect(frame![7]).toBe(sampling);
  });

  it.each([
    // RFC 2435, appendix A: Q 50 is the table of Annex K itself, Q 25 twice that, Q 75 half.
    { q: 50, first: 16 },
    { q: 25, first: 32 },
    { q: 75, first: 8 },
    { q: 99, first: 1 },
  ])('has the standard tables for Q $q', async ({ q, first }) => {
    const [luma, chroma] = segmentsOf(await fileOf({ q }))['db']!;

    expect([luma!.length, chroma!.length]).toEqual([65, 65]);
    expect(luma![1]).toBe(first);
  });

  it('has the tables that came in band for Q of 128 and more', async () => {
    const [luma, chroma] = segmentsOf(await fileOf({ q: 255, tables }))['db']!;

    expect(Buffer.concat([luma!.subarray(1), chroma!.subarray(1)])).toEqual(tables);
  });

  it('keeps tables for pictures that refer to them', async () => {
    const lost = jpegPayloads(scan, { q: 200, tables, cuts: [300] });
    const whole = jpegPayloads(scan, { q: 200, tables: Buffer.alloc(0) });
    const sent = rtpOf([{ payloads: [lost[0]!] }, { payloads: whole }]).map((packet, index) =>
      index === 0 ? unmarked(packet) : packet,
    );
    const { report } = await sampleFrom({ DESCRIBE: describes(JPEG), PLAY: plays(sent) });

    expect(report.frame?.ok).toBe(true);
  });

  it('has the interval of restart markers', async () => {
    const segments = segmentsOf(await fileOf({ type: 65, restartInterval: 40, cuts: [500] }));

    expect(segments['dd']).toEqual([Buffer.from([0, 40])]);
    expect(segments['scan']).toEqual([Buffer.concat([scan, END])]);
  });

  it.each([
    ['a=x-dimensions:2592,1944', 2592, 1944],
    ['a=framesize:26 3840-2160', 3840, 2160],
  ])('takes a size above 2,040 pixels from %s', async (line, width, height) => {
    const file = await fileOf({ width: 0, height: 0 }, sdpOf(['m=video 0 RTP/AVP 26', line]));
    const [frame] = segmentsOf(file)['c0']!;

    expect([frame!.readUInt16BE(3), frame!.readUInt16BE(1)]).toEqual([width, height]);
  });

  it('waits for a whole picture where one lacks a packet', async () => {
    const sent = rtpOf([
      { payloads: jpegPayloads(scan, { cuts: [300, 300] }) },
      { payloads: jpegPayloads(scan.subarray(0, 99)) },
    ]);
    const { report } = await sampleFrom({
      DESCRIBE: describes(JPEG),
      PLAY: plays(sent.filter((_, index) => index !== 1)),
    });

    if (report.frame?.ok !== true) throw new Error('no picture came');
    expect(segmentsOf(report.frame.value.bytes)['scan']).toEqual([
      Buffer.concat([scan.subarray(0, 99), END]),
    ]);
    expect(report.lostPackets).toBe(1);
  });

  it('is never made of a kind that RFC 2435 leaves open', async () => {
    const sent = rtpOf([{ payloads: jpegPayloads(scan, { type: 5 }) }]);
    const limits = { firstPacketTimeoutMs: 50, keyPictureTimeoutMs: 100 };
    const sampled = await sampleFrom({ DESCRIBE: describes(JPEG), PLAY: plays(sent) }, { limits });

    expect(faultOf(sampled)).toBe('frame-garbled');
  });
});

function unmarked(packet: Buffer): Buffer {
  packet[1]! &= 0x7f;
  return packet;
}
