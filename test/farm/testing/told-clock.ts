import type { VirtualCamera } from '../camera.js';
import { soapCall } from './soap-call.js';

/** What the camera tells as UTC, in seconds since 1970. */
export async function toldClockS(camera: VirtualCamera): Promise<number> {
  const body = (await soapCall(camera, 'GetSystemDateAndTime')).body.toString();
  const utc = /UTCDateTime>([\s\S]*?)<\/[\w-]+:UTCDateTime/.exec(body)![1]!;
  const field = (name: string): number => Number(new RegExp(`${name}>(\\d+)<`).exec(utc)![1]);
  return (
    Date.UTC(
      field('Year'),
      field('Month') - 1,
      field('Day'),
      field('Hour'),
      field('Minute'),
      field('Second'),
    ) / 1_000
  );
}
