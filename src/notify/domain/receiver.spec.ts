import { refusalOfAddress, refusalOfHost, refusalOfUrl } from './receiver.js';

const TRUSTED = ['127.0.0.1', 'mail.town.example', '::1'];
const HTTPS = 'must begin with https://; for http, name the host in notify.trustedHosts';
const LINK_LOCAL = 'is a link-local or metadata address, which no channel may reach';
const OWN = 'is an address of this machine; to allow that, name the host in notify.trustedHosts';

describe('the address of a receiver', () => {
  it.each([
    ['https://oapi.dingtalk.com/robot/send?access_token=1', null],
    ['https://10.2.3.4:8443/hook', null],
    ['http://127.0.0.1:8080/hook', null],
    ['http://mail.town.example/', null],
    ['http://[::1]/', null],
    ['http://oapi.dingtalk.com/robot/send', HTTPS],
    ['ftp://127.0.0.1/', HTTPS],
    ['dingtalk', 'must be a URL, as https://oapi.dingtalk.com/robot/send?access_token=…'],
    ['https://somebody:secret@receiver.example/', 'must not hold a login'],
    ['https://169.254.169.254/latest/meta-data', LINK_LOCAL],
    ['https://0xa9fea9fe/', LINK_LOCAL],
    ['https://2852039166/', LINK_LOCAL],
    ['https://[::ffff:169.254.169.254]/', LINK_LOCAL],
    ['https://[fe80::1]/', LINK_LOCAL],
    ['https://[fd00:ec2::254]/', LINK_LOCAL],
    ['https://100.100.100.200/', LINK_LOCAL],
    ['https://239.1.2.3/', LINK_LOCAL],
    ['https://127.0.0.2/', OWN],
    ['https://0.0.0.0/', OWN],
    ['https://[::]/', OWN],
  ])('%s', (url, refusal) => {
    expect(refusalOfUrl(url, TRUSTED)).toBe(refusal);
  });

  it.each([
    ['smtp.town.example', null],
    ['MAIL.town.example', null],
    ['127.0.0.1', null],
    ['127.0.0.9', OWN],
    ['169.254.1.1', LINK_LOCAL],
  ])('as the host %s', (host, refusal) => {
    expect(refusalOfHost(host, TRUSTED)).toBe(refusal);
  });

  it.each([
    ['8.8.8.8', null],
    ['::ffff:7f00:1', OWN],
    ['::127.0.0.1', OWN],
    ['fe80::1%eth0', LINK_LOCAL],
    ['2001:db8::1', null],
  ])('that a name stands for, as %s', (address, refusal) => {
    expect(refusalOfAddress(address)).toBe(refusal);
  });
});
