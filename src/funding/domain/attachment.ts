import type { Instant } from '../../kernel/instant.js';

/** 发票, 合同, 验收照片, and what is none of these. */
export const ATTACHMENT_KINDS = ['invoice', 'contract', 'acceptance', 'other'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

/** What a file may be, and how its name ends then. */
export const MEDIA_TYPES = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const;
export type MediaType = keyof typeof MEDIA_TYPES;

/** A file that belongs to a purchase. It is added and never changed. */
export interface Attachment {
  readonly id: string;
  readonly purchaseId: string;
  readonly kind: AttachmentKind;
  /** For people to read, never for us to open; ends as its type says. */
  readonly name: string;
  /** As its content says. */
  readonly mediaType: MediaType;
  readonly bytes: number;
  /** Hexadecimal digits; the file is kept under this name. */
  readonly sha256: string;
  /** Whether a virus scan called it clean; false while none was set up. */
  readonly isScanned: boolean;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** `发票.JPEG` of a PNG picture is `发票.png`; what has no name is called by its kind. */
export function attachmentName(given: string | null, kind: AttachmentKind, mediaType: MediaType): string {
  const stem = (given ?? '').replace(/\.(?:pdf|jpe?g|png)$/i, '').trim();
  return `${stem === '' ? kind : stem}.${MEDIA_TYPES[mediaType]}`;
}
