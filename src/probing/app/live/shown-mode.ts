import type { LiveInit, LiveMode, LivePicture, Rendition } from './live-port.js';
import type { Viewer } from './viewer.js';

/** One rendition of a camera's stream and those who look at it. */
export class ShownMode {
  readonly viewers = new Set<Viewer>();
  private rendition: Rendition | null = null;
  private init: LiveInit | null = null;
  private hasBegun = false;

  constructor(readonly mode: LiveMode) {}

  start(
    render: (sink: {
      init(init: LiveInit): void;
      fragment(bytes: Buffer, isKey: boolean): void;
    }) => Rendition,
  ): void {
    this.rendition = render({
      init: (init) => {
        this.init = init;
        for (const viewer of this.viewers) viewer.begin(init, this.mode);
      },
      fragment: (bytes, isKey) => {
        for (const viewer of this.viewers) viewer.fragment(bytes, isKey);
      },
    });
  }

  join(viewer: Viewer): void {
    this.viewers.add(viewer);
    if (this.init !== null) viewer.begin(this.init, this.mode);
  }

  push(picture: LivePicture): void {
    // What leans on a picture that came before is of no use to it.
    this.hasBegun ||= picture.isKey;
    if (this.hasBegun) this.rendition?.push(picture);
  }

  async close(): Promise<void> {
    await this.rendition?.close();
  }
}

/** The camera's own pictures wherever the browser takes them: that costs nothing and shows everything. */
export function modeFor(codec: LivePicture['codec'], { takesH265 }: Pick<Viewer, 'takesH265'>): LiveMode {
  return codec === 'h264' || (codec === 'h265' && takesH265) ? 'copy' : 'small';
}
