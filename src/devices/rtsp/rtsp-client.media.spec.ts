import { annexB, h264, h265, sdpOf } from './testing/nal-units.js';
import { H264_WIRE, H265_WIRE } from './testing/packetize.js';
import { rtpOf, type SentPicture } from './testing/rtp.js';
import { describes, H264_SDP, plays, sampleFrom } from './testing/sampling.js';

const { sps, pps, idr, p, i, recoveryPoint } = h264;
const bare264 = sdpOf(h264.sdp);
const bare265 = sdpOf(h265.sdp);
const sets265 = [h265.vps, h265.sps, h265.pps];
const inBandSps = Buffer.from([0x67, 0x64, 0x00, 0x28, 0xac, 0x2b]);

/** The units of the key picture that comes of these packets, as Annex B. */
async function pictureOf(sdp: string, pictures: readonly SentPicture[] | readonly Buffer[]): Promise<Buffer> {
  const packets = pictures.map((item) => (Buffer.isBuffer(item) ? [item] : null));
  const all = packets.every((item) => item !== null)
    ? packets.flat()
    : rtpOf(pictures as readonly SentPicture[]);
  const { report } = await sampleFrom({ DESCRIBE: describes(sdp), PLAY: plays(all) });
  if (!report.stream.ok || report.frame?.ok !== true) throw new Error(JSON.stringify(report));
  return report.frame.value.bytes;
}

describe('the key picture of H.264 and H.265', () => {
  const cases: readonly [
    what: string,
    sdp: string,
    sent: readonly SentPicture[],
    units: readonly Buffer[],
  ][] = [
    ['a single unit, parameter sets from the SDP', H264_SDP, [{ payloads: [idr()] }], [sps, pps, idr()]],
    ['parameter sets in band', bare264, [{ payloads: [sps, pps, idr()] }], [sps, pps, idr()]],
    [
      'parameter sets in band before those of the SDP',
      H264_SDP,
      [{ payloads: [inBandSps, idr()] }],
      [inBandSps, pps, idr()],
    ],
    [
      'parameter sets in an earlier picture',
      bare264,
      [{ payloads: [sps, pps, p()] }, { payloads: [idr()] }],
      [sps, pps, idr()],
    ],
    ['STAP-A', bare264, [{ payloads: [H264_WIRE.aggregate([sps, pps, idr()])] }], [sps, pps, idr()]],
    ['FU-A', H264_SDP, [{ payloads: H264_WIRE.fragments(idr(900), [300, 300]) }], [sps, pps, idr(900)]],
    [
      'all slices',
      H264_SDP,
      [{ payloads: [idr(50), idr(60, false), idr(70, false)] }],
      [sps, pps, idr(50), idr(60, false), idr(70, false)],
    ],
    [
      'no marker bit, but a new timestamp',
      H264_SDP,
      [{ payloads: [idr()], isMarked: false }, { payloads: [p()] }],
      [sps, pps, idr()],
    ],
    [
      'a key picture after others',
      H264_SDP,
      [{ payloads: [p(90)] }, { payloads: [p(80)] }, { payloads: [idr()] }],
      [sps, pps, idr()],
    ],
    [
      'no half of a picture that we joined late',
      H264_SDP,
      [{ payloads: [idr(50, false)] }, { payloads: [idr(99)] }],
      [sps, pps, idr(99)],
    ],
    [
      'an I picture behind a recovery point',
      H264_SDP,
      [{ payloads: [recoveryPoint, i()] }],
      [sps, pps, recoveryPoint, i()],
    ],
    [
      'no I picture without a recovery point',
      H264_SDP,
      [{ payloads: [i(70)] }, { payloads: [idr()] }],
      [sps, pps, idr()],
    ],
    [
      'no half intra picture behind a recovery point',
      H264_SDP,
      [{ payloads: [recoveryPoint, i(70), p(60, false)] }, { payloads: [idr()] }],
      [sps, pps, idr()],
    ],
    ['both fields of one time', H264_SDP, [{ payloads: [idr(50), p(60)] }], [sps, pps, idr(50), p(60)]],
    [
      'without delimiter and filler',
      H264_SDP,
      [{ payloads: [Buffer.from([9, 0xf0]), idr(), Buffer.from([12, 0xff, 0x80])] }],
      [sps, pps, idr()],
    ],
    ['single H.265 units', bare265, [{ payloads: [...sets265, h265.irap()] }], [...sets265, h265.irap()]],
    [
      'AP',
      bare265,
      [{ payloads: [H265_WIRE.aggregate([...sets265, h265.irap()])] }],
      [...sets265, h265.irap()],
    ],
    [
      'FU',
      bare265,
      [{ payloads: [...sets265, ...H265_WIRE.fragments(h265.irap(900), [400, 400])] }],
      [...sets265, h265.irap(900)],
    ],
    [
      'H.265 slices',
      bare265,
      [{ payloads: [...sets265, h265.irap(50), h265.irap(60, 19, false)] }],
      [...sets265, h265.irap(50), h265.irap(60, 19, false)],
    ],
    [
      'no trailing picture',
      bare265,
      [{ payloads: [...sets265, h265.trail()] }, { payloads: [h265.irap()] }],
      [...sets265, h265.irap()],
    ],
  ];

  it.each(cases)('takes %s', async (...[, sdp, sent, units]) => {
    expect(await pictureOf(sdp, sent)).toEqual(annexB(...units));
  });

  it.each([16, 17, 18, 19, 20, 21])('takes H.265 slices of type %i', async (type) => {
    const units = [...sets265, h265.irap(40, type)];

    expect(await pictureOf(bare265, [{ payloads: units }])).toEqual(annexB(...units));
  });

  it('waits for parameter sets that come late', async () => {
    const sent = [{ payloads: [idr(50)] }, { payloads: [sps, pps, p()] }, { payloads: [idr(60)] }];

    expect(await pictureOf(bare264, sent)).toEqual(annexB(sps, pps, idr(60)));
  });

  it('takes the marker bit of a parameter set for no end of the picture', async () => {
    const sent = rtpOf([{ payloads: [sps, pps, idr()] }]);
    sent[0]![1]! |= 0x80;

    expect(await pictureOf(bare264, sent)).toEqual(annexB(sps, pps, idr()));
  });

  it('takes the marker bit of a recovery point for no end of the picture', async () => {
    const sent = rtpOf([{ payloads: [recoveryPoint, i()] }]);
    sent[0]![1]! |= 0x80;

    expect(await pictureOf(H264_SDP, sent)).toEqual(annexB(sps, pps, recoveryPoint, i()));
  });

  it('takes the marker bit of a fragment for no end of the picture', async () => {
    const sent = rtpOf([{ payloads: H264_WIRE.fragments(idr(600), [200, 200]) }]);
    for (const packet of sent) packet[1]! |= 0x80;

    expect(await pictureOf(H264_SDP, sent)).toEqual(annexB(sps, pps, idr(600)));
  });

  it('reads H.265 parameter sets from the SDP', async () => {
    const [vps, sps265, pps265] = sets265.map((unit) => unit.toString('base64'));
    const fmtp = `a=fmtp:96 sprop-vps=${vps}; sprop-sps=${sps265}; sprop-pps=${pps265}`;

    expect(await pictureOf(sdpOf([...h265.sdp, fmtp]), [{ payloads: [h265.irap()] }])).toEqual(
      annexB(...sets265, h265.irap()),
    );
  });

  it.each([
    ['in the middle', 1],
    ['at the end', 3],
  ])('discards a picture with a packet lost %s, and waits for the next', async (_where, lost) => {
    const sent = rtpOf([
      { payloads: H264_WIRE.fragments(idr(800), [200, 200, 200]) },
      { payloads: [p()] },
      { payloads: [idr(70)] },
    ]);
    const { report } = await sampleFrom({ PLAY: plays(sent.filter((_, index) => index !== lost)) });

    expect(report.frame).toMatchObject({ ok: true, value: { bytes: annexB(sps, pps, idr(70)) } });
    expect(report.lostPackets).toBe(1);
  });

  it('takes a picture whose first slice comes right after a loss', async () => {
    const sent = rtpOf([{ payloads: [p(), p(50, false)] }, { payloads: [idr()] }, { payloads: [p()] }]);
    const { report } = await sampleFrom({ PLAY: plays([sent[0]!, ...sent.slice(2)]) });

    expect(report.frame).toMatchObject({ ok: true, value: { bytes: annexB(sps, pps, idr()) } });
  });

  it('puts neighbours that changed places back, also over TCP', async () => {
    const [first, second, third] = rtpOf([{ payloads: H264_WIRE.fragments(idr(600), [200, 200]) }]);
    const { report } = await sampleFrom({ PLAY: plays([first!, third!, second!]) });

    expect(report.frame).toMatchObject({ ok: true, value: { bytes: annexB(sps, pps, idr(600)) } });
    expect(report.lostPackets).toBe(0);
  });

  it.each([40_000, 1_000])('goes on where a camera numbers its packets anew after %i', async (before) => {
    const sent = [
      ...rtpOf([{ payloads: [p()] }], before),
      ...rtpOf([{ payloads: [p()] }, { payloads: [idr()] }], 10),
    ];
    const { report } = await sampleFrom({ PLAY: plays(sent) });

    expect(report.frame?.ok).toBe(true);
    expect(report.lostPackets).toBe(0);
  });
});
