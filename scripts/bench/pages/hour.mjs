import { pause } from '../measure.mjs';
import { heldBy, openTab } from './tab.mjs';

/** What a town has: of each camera, two changes a day. */
const CHANGES_PER_CAMERA_AND_HOUR = 2 / 24;
const TICK_MS = 250;
/** So many cameras are down at once, of those that come and go. */
const DOWN = 10;
const WARM_UP_MS = 8_000;

/** An hour of changes, `times` as many as a town has, told within `lengthMs`; what the page holds after a tenth, and at the end. */
export async function liveHour(town, { times, lengthMs }) {
  const tab = await openTab(town);
  const told = countTold(tab.devtools);
  await tab.page.goto('/');
  await tab.page.locator('.town-map canvas').waitFor();
  await pause(WARM_UP_MS);
  const changes = Math.max(2, Math.round(town.count * CHANGES_PER_CAMERA_AND_HOUR * times));
  const play = player(town);
  let done = 0;
  let after = null;
  const begun = performance.now();
  for (let passed = 0; passed < lengthMs; passed = performance.now() - begun) {
    const due = Math.floor((changes * passed) / lengthMs) - done;
    if (due > 0) play(due);
    done += Math.max(0, due);
    if (after === null && passed >= lengthMs / 10) after = await heldBy(tab);
    await pause(TICK_MS);
  }
  await pause(WARM_UP_MS);
  const end = await heldBy(tab);
  await tab.browser.close();
  return { changes: done, told: told(), after, end };
}

/**
 * One camera after another shows nothing, and the one that has shown nothing the longest is well again: so many changes at a
 * call. Silence alone would change nothing, for nobody else of the zone is heard meanwhile.
 */
function player(town) {
  const down = [];
  let next = 0;
  const change = () => {
    if (down.length >= DOWN) return [down.shift(), 'live'];
    const cameraId = town.ids[(next++ * 7_919) % town.count];
    down.push(cameraId);
    return [cameraId, 'covered'];
  };
  return (count) => town.tell(JSON.stringify(Array.from({ length: count }, change)));
}

/** How often the page was told of states. */
function countTold(devtools) {
  let told = 0;
  devtools.on(
    'Network.eventSourceMessageReceived',
    ({ eventName }) => (told += eventName === 'states' ? 1 : 0),
  );
  return () => told;
}
