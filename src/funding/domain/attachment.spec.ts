import { attachmentName } from './attachment.js';

describe('the name of an attachment', () => {
  it.each([
    ['发票.pdf', 'application/pdf', '发票.pdf'],
    ['发票.JPEG', 'image/png', '发票.png'],
    ['a.html', 'image/jpeg', 'a.html.jpg'],
    ['.pdf', 'application/pdf', 'invoice.pdf'],
    [null, 'image/png', 'invoice.png'],
  ] as const)('%s of %s is %s', (given, mediaType, expected) => {
    expect(attachmentName(given, 'invoice', mediaType)).toBe(expected);
  });
});
