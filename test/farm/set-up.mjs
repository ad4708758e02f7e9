import { tsImport } from 'tsx/esm/api';

/** The reels of virtual cameras, once on a new machine and before the first suite: its hooks could not wait so long. */
export default async function setUp() {
  const { makeReels } = await tsImport('./reels/reel.ts', import.meta.url);
  await makeReels();
}
