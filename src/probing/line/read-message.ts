import type { z } from 'zod';

type Read<T> = { readonly message: T } | { readonly why: string };

/** A message of this zone, or why it is none: said by another version, or by who has no business here. */
export function readMessage<T extends { readonly zoneId: string }>(
  schema: z.ZodType<T>,
  zoneId: string,
  body: unknown,
): Read<T> {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return { why: parsed.error.issues[0]!.message };
  return parsed.data.zoneId === zoneId ? { message: parsed.data } : { why: 'it is of another zone' };
}
