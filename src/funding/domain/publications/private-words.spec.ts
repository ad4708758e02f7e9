import { privateIn, privateInNumber } from './private-words.js';

describe('privateIn', () => {
  it.each([
    ['枪机 192.168.1.64', 'a network address'],
    ['枪机(10.0.0.1).', 'a network address'],
    ['010.001.000.001', 'a network address'],
    ['１９２．１６８．１．６４', 'a network address'],
    ['fe80::1', 'a network address'],
    ['网关[2001:db8::8:800:200c:417a]', 'a network address'],
    ['::ffff:10.0.0.1', 'a network address'],
    ['看 rtsp://admin:1@nvr/1', 'a network address'],
    ['安通 13800138000', 'a phone number'],
    ['安通+86 138-0013-8000', 'a phone number'],
    ['安通8613800138000', 'a phone number'],
    ['安通１３８００１３８０００', 'a phone number'],
    ['安通 0595-85881234', 'a phone number'],
    ['安通（0595）85881234', 'a phone number'],
    ['陈 11010519491231002X', 'an identity number'],
    ['陈11010519491231002x号', 'an identity number'],
  ])('finds in %s %s', (text, kind) => {
    expect(privateIn(text)).toBe(kind);
  });

  it.each([
    ['a model', 'DS-2CD3T46WDV3-I3(4mm)'],
    ['a version', 'V5.5.800.1'],
    ['a size', '400万像素 1/2.7" 2560×1440'],
    ['an old invoice', '00420190'],
    ['an invoice of twenty digits', '24352000000012345678'],
    ['a number of a document', '安政〔2020〕8号'],
    ['a contract by its date', 'HT-2020-0501001'],
    ['eighteen digits without the check digit of an identity', '110105194912310021'],
    ['eighteen digits without a birthday', '350582202013450014'],
    ['a licence of a company', '91350582MA2XYZ123A'],
    ['a day and a time of day', '2020-05-01 12:30:45'],
    ['five parts', '1.2.3.4.5'],
    ['parts too large', '2020.500.1.1'],
    ['a ratio', '16:9:4 型'],
  ])('finds nothing in %s', (_what, text) => {
    expect(privateIn(text)).toBeNull();
  });
});

describe('privateInNumber', () => {
  it.each([
    '13800138000',
    '１３８００１３８０００',
    'No.13800138000',
    'HT13912345678',
    'HT-13912345678',
    '记字第13912345678号',
    '凭证 13912345678',
  ])('takes the digits of %s as the number that they are', (text) => {
    expect(privateInNumber(text)).toBeNull();
  });

  it.each([
    ['致电13800138000', 'a phone number'],
    ['安通 13800138000', 'a phone number'],
    ['Tel13800138000', 'a phone number'],
    ['电话：13800138000', 'a phone number'],
    ['138-0013-8000', 'a phone number'],
    ['+8613800138000', 'a phone number'],
    ['00420190 / 13800138000', 'a phone number'],
    ['11010519491231002X', 'an identity number'],
    ['110105194912310003', 'an identity number'],
    ['HT 10.0.0.1', 'a network address'],
  ])('still finds in %s %s', (text, kind) => {
    expect(privateInNumber(text)).toBe(kind);
  });
});
