import { loadConfig } from '../../../platform/config/load-config.js';
import type { Publication } from '../../domain/publications/publication.js';
import { publicationAnswer } from './publication-answer.js';

const PUBLICATION = { number: 'GS-2026-0001', at: 0 } as Publication;

describe('the address of the check page', () => {
  it.each<[string, Readonly<Record<string, string>>, string | null]>([
    [
      'a path where nobody said how people reach this service',
      {},
      '/api/v1/public/publications/GS-2026-0001',
    ],
    [
      'below the address of the pages',
      { SHOUWANG_NOTIFY_PAGES_URL: 'https://town.example/watch/' },
      'https://town.example/watch/api/v1/public/publications/GS-2026-0001',
    ],
    ['nowhere where there is no check page', { SHOUWANG_FUNDING_PUBLIC_CHECK: 'false' }, null],
  ])('is %s', (_where, settings, address) => {
    expect(publicationAnswer(PUBLICATION, loadConfig(settings)).checkAddress).toBe(address);
  });
});
