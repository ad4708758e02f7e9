import { createHash } from 'node:crypto';

/**
 * The content security policy of a page that fetches nothing and runs nothing: it has one style, known by its hash.
 * `formAction` is where its forms may send what is typed.
 */
export function pagePolicy(style: string, formAction: "'none'" | "'self'" = "'none'"): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
  ].join('; ');
}
