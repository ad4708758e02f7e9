import { z } from 'zod';

export const milliseconds = z.number().int().min(1).max(600_000);

export const sealingKey = z.string().regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits (32 bytes)');

export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, as Asia/Shanghai');

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
