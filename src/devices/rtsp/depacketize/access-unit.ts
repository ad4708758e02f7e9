import type { NalKind } from './nal-codec.js';

/** The units of one picture as they come in. What its first slice is decides whether anything is kept of it. */
export class AccessUnit {
  readonly parts: Buffer[] = [];
  bytes = 0;
  hasSlices = false;
  private isKey = false;
  private isSpoilt = false;
  private hasRecoveryPoint = false;
  private needsIntra = false;

  get isKeyPicture(): boolean {
    return this.isKey && !this.isSpoilt;
  }

  /** Whether the slice that begins belongs to a key picture that is whole so far. */
  takesSlice(kind: NalKind, isFirst: boolean): boolean {
    if (kind !== 'key-slice' && kind !== 'intra-slice' && kind !== 'slice') return false;
    if (!this.hasSlices) this.start(kind, isFirst);
    // A picture behind a recovery point is a key only when it is intra as a whole.
    if (this.needsIntra && kind === 'slice') this.isKey = false;
    return this.isKeyPicture;
  }

  add(unit: Buffer, isRecoveryPoint: boolean): void {
    this.hasRecoveryPoint ||= isRecoveryPoint;
    this.parts.push(unit);
    this.bytes += unit.length;
  }

  /** Something of it is missing. What was lost before its first slice does not count. */
  spoil(): void {
    this.isSpoilt = true;
    if (this.hasSlices) this.parts.length = 0;
  }

  private start(kind: NalKind, isFirst: boolean): void {
    this.hasSlices = true;
    this.isSpoilt = !isFirst;
    this.needsIntra = kind !== 'key-slice';
    this.isKey = kind === 'key-slice' || (kind === 'intra-slice' && this.hasRecoveryPoint);
  }
}
