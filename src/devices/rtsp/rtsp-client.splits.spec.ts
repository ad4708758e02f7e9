import * as fc from 'fast-check';
import { annexB, h264, h265, sdpOf } from './testing/nal-units.js';
import { cut, H264_WIRE, H265_WIRE, type H26xWire } from './testing/packetize.js';
import { rtpOf } from './testing/rtp.js';
import { interleaved, RtspTestServer } from './testing/rtsp-test-server.js';
import { clientFor, describes, targetOf } from './testing/sampling.js';

/** A random cut of a picture's units into packets, and of the packets into writes. */
const splits = fc.record({
  sizes: fc.array(fc.integer({ min: 4, max: 3_000 }), { minLength: 1, maxLength: 4 }),
  ways: fc.array(fc.constantFrom('single', 'aggregate', 'fragments'), { minLength: 7, maxLength: 7 }),
  pieces: fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 }),
  writes: fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 40 }),
});

type Way = 'single' | 'aggregate' | 'fragments';

function payloadsOf(
  units: readonly Buffer[],
  ways: readonly Way[],
  pieces: readonly number[],
  wire: H26xWire,
): Buffer[] {
  return units.flatMap((unit, index) => {
    const way = ways[index % ways.length]!;
    if (way === 'aggregate') return [wire.aggregate([unit])];
    const isFragmented = way === 'fragments' && unit.length > pieces[0]! + 4;
    return isFragmented ? wire.fragments(unit, pieces) : [unit];
  });
}

describe.each([
  { codec: 'H.264', wire: H264_WIRE, sets: [h264.sps, h264.pps], slice: h264.idr, sdp: sdpOf(h264.sdp) },
  {
    codec: 'H.265',
    wire: H265_WIRE,
    sets: [h265.vps, h265.sps, h265.pps],
    slice: (size: number, isFirst: boolean) => h265.irap(size, 19, isFirst),
    sdp: sdpOf(h265.sdp),
  },
])('$codec', ({ wire, sets, slice, sdp }) => {
  it('gives the same bytes however units, packets and writes are cut', async () => {
    let stream: readonly Buffer[] = [];
    const camera = await RtspTestServer.start({
      DESCRIBE: describes(sdp),
      PLAY: (_request, reply) => {
        reply.send(200);
        for (const piece of stream) reply.raw(piece);
      },
    });
    const client = clientFor();
    await fc
      .assert(
        fc.asyncProperty(splits, async ({ sizes, ways, pieces, writes }) => {
          const units = [...sets, ...sizes.map((size, index) => slice(size, index === 0))];
          const packets = rtpOf([{ payloads: payloadsOf(units, ways, pieces, wire) }]);
          stream = cut(Buffer.concat(packets.map((packet) => interleaved(packet))), writes);

          const { frame } = await client.sample(targetOf(camera.port));

          expect(frame).toMatchObject({ ok: true, value: { bytes: annexB(...units) } });
        }),
        { numRuns: 60 },
      )
      .finally(() => camera.close());
  });

  it('survives packets of noise', async () => {
    let noise: readonly Buffer[] = [];
    const camera = await RtspTestServer.start({
      DESCRIBE: describes(sdp),
      PLAY: (_request, reply) => {
        reply.send(200);
        for (const packet of rtpOf([{ payloads: noise }])) reply.packet(packet);
        reply.close();
      },
    });
    await fc
      .assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { minLength: 1 }),
          async (bytes) => {
            noise = bytes.map((item) => Buffer.from(item));

            const { stream, frame } = await clientFor().sample(targetOf(camera.port));

            expect(stream.ok).toBe(true);
            // A few noises in a hundred thousand look like parameter sets and a slice; the decoder tells.
            expect(frame?.ok === true ? 'picture' : frame?.fault.code).toMatch(/^(?:picture|stream-closed)$/);
          },
        ),
        { numRuns: 60 },
      )
      .finally(() => camera.close());
  });
});
