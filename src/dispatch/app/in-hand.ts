import { Injectable } from '@nestjs/common';

/** Cameras whose work order somebody has accepted; as of the last round over the orders. */
@Injectable()
export class InHand {
  private cameraIds: ReadonlySet<string> = new Set();

  has(cameraId: string): boolean {
    return this.cameraIds.has(cameraId);
  }

  are(cameraIds: Iterable<string>): void {
    this.cameraIds = new Set(cameraIds);
  }
}
