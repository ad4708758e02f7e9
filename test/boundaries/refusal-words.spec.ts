import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import refusals from '../../web/src/locales/zh/refusals.js';
import villages from '../../web/src/locales/zh/villages/forms.js';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));
/** Whoever reads them has no page: programs, and those who run the service. */
const OF_PROGRAMS = new Set(['bad-handshake', 'websocket-wanted', 'idempotency-key-missing']);
const REFUSAL =
  /new DomainError\(\s*'(?:invalid|unprocessable|conflict|stale|forbidden|throttled|too-large|unavailable)',\s*'([a-z-]+)'/g;

function codesThatAreAnswered(): readonly string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?!.*testing).*(?<!\.spec)\.ts$/.test(file),
  );
  const texts = files.map((file) => readFileSync(`${SOURCES}/${file}`, 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(REFUSAL)].map(([, code]) => code!));
}

describe('what the service refuses', () => {
  it('is said in Chinese, each by its code', () => {
    const codes = codesThatAreAnswered();
    const words = { ...refusals.codes, ...villages.refusals };

    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => !(code in words) && !OF_PROGRAMS.has(code))).toEqual([]);
  });
});
