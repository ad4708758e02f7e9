import { readMailFailure } from './read-mail-failure.js';

describe('a mail that could not be sent', () => {
  it.each([
    [
      'failed',
      { code: 'EENVELOPE', responseCode: 451, response: '451 greylisted' },
      'EENVELOPE 451 greylisted',
    ],
    [
      'refused',
      { code: 'EENVELOPE', responseCode: 550, response: '550 no such user' },
      'EENVELOPE 550 no such user',
    ],
    ['failed', { code: 'EAUTH', responseCode: 454, response: '454 later' }, 'EAUTH 454 later'],
    ['refused', { code: 'EAUTH', responseCode: 535, response: '535\r\nno' }, 'EAUTH 535 no'],
    ['refused', { code: 'EAUTH' }, 'EAUTH'],
    ['failed', { code: 'ETIMEDOUT' }, 'ETIMEDOUT'],
    ['failed', {}, 'it broke off'],
  ])('%s: %j', (kind, cause, error) => {
    expect(readMailFailure(cause)).toMatchObject({ kind, error });
  });
});
