import { pipeline } from 'node:stream/promises';
import { Readable, Transform, Writable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { Trouble } from '../../kernel/sheet/cell.js';
import { FileRefused } from './file-refused.js';
import { packedBytesOf, type ZipEntry } from './zip-directory.js';

/** What a reader of values does not tell of a sheet: formulas without one, errors, and cells that a merge has emptied. */
export interface SheetTraits {
  /** By cell, as `B7`. */
  readonly troubles: ReadonlyMap<string, Trouble>;
  readonly merges: readonly MergedRange[];
}

export interface MergedRange {
  readonly text: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const TAGS = /<(\/?)(?:\w+:)?(c|f|v|mergeCell)(?=[\s/>])([^<>]*?)(\/?)>/g;
const MAX_TAG = 4_096;
const MAX_TROUBLES = 100_000;
const MAX_MERGES = 100_000;

/** One pass over the unpacked sheet, in pieces, without keeping any of it; stops at the bytes that were promised. */
export async function sheetTraits(bytes: Buffer, entry: ZipEntry, maxBytes: number): Promise<SheetTraits> {
  const scan = new TraitScan();
  const packed = Readable.from(slices(packedBytesOf(bytes, entry)));
  const sink = new Writable({
    write(piece: Buffer, _encoding, done) {
      scan.take(piece.toString('latin1'));
      done();
    },
  });
  try {
    if (entry.method === 0) await pipeline(packed, sink);
    else await pipeline(packed, createInflateRaw(), byteLimit(maxBytes), sink);
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause;
    throw new FileRefused(
      'broken-workbook',
      'The workbook is damaged in its first sheet; save it again and send the new file.',
    );
  }
  return scan.traits;
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** The directory of a bomb may promise little. */
function byteLimit(maxBytes: number): Transform {
  let total = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      total += piece.length;
      if (total > maxBytes)
        done(
          new FileRefused(
            'zip-bomb',
            'The workbook is refused as a zip bomb: its sheet unpacks to more than it says.',
          ),
        );
      else done(null, piece);
    },
  });
}

/** Latin-1 is enough: tags and references are ASCII, and no byte of a UTF-8 character looks like one. */
class TraitScan {
  private carried = '';
  private cell = '';
  private hasFormula = false;
  private hasValue = false;
  private isError = false;
  readonly traits = { troubles: new Map<string, Trouble>(), merges: [] as MergedRange[] };

  take(piece: string): void {
    const text = this.carried + piece;
    const end = text.lastIndexOf('<');
    const whole =
      end === -1 || text.length - end > MAX_TAG || text.indexOf('>', end) !== -1 ? text.length : end;
    for (const [, slash, tag, attributes, selfClosing] of text.slice(0, whole).matchAll(TAGS)) {
      if (slash === '/') this.close(tag!);
      else this.open(tag!, attributes!, selfClosing === '/');
    }
    this.carried = text.slice(whole);
  }

  private open(tag: string, attributes: string, isEmpty: boolean): void {
    if (tag === 'c') {
      this.cell = isEmpty ? '' : (/\br="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '');
      this.hasFormula = false;
      this.hasValue = false;
      this.isError = /\bt="e"/.test(attributes);
    } else if (tag === 'f') this.hasFormula = true;
    else if (tag === 'v') this.hasValue ||= !isEmpty;
    else this.merge(/\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/.exec(attributes));
  }

  private close(tag: string): void {
    if (tag !== 'c') return;
    if (this.cell === '') return;
    if (this.isError) this.mark({ trouble: 'error-value', text: this.cell });
    else if (this.hasFormula && !this.hasValue) {
      this.mark({ trouble: 'formula-without-value', text: `${this.cell} (=…)` });
    }
  }

  private mark(trouble: Trouble): void {
    if (this.traits.troubles.size >= MAX_TROUBLES) {
      throw new FileRefused(
        'too-many-formulas',
        'The sheet holds too many errors and formulas without values; open, mend and save it in Excel.',
      );
    }
    this.traits.troubles.set(this.cell, trouble);
  }

  private merge(found: RegExpExecArray | null): void {
    if (!found) return;
    if (this.traits.merges.length >= MAX_MERGES)
      throw new FileRefused('too-many-merges', 'The sheet holds too many merged cells; unmerge them.');
    const [left, top, right, bottom] = found.slice(1) as [string, string, string, string];
    this.traits.merges.push({
      text: `${left}${top}:${right}${bottom}`,
      top: Number(top),
      bottom: Number(bottom),
      left: columnIndex(left),
      right: columnIndex(right),
    });
  }
}

/** `A` is 0, `AA` is 26. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.codePointAt(0)! - 64, 0) - 1;
}

export function columnLetters(index: number): string {
  return index < 26
    ? String.fromCodePoint(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + columnLetters(index % 26);
}
