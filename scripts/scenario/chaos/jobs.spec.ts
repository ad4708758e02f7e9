import { bearsLogin } from './jobs.js';

function line(kind: string, login: object | null): string {
  const errand = (cameraId: string, how: string, what: object | null): object => ({
    id: '1',
    target: { cameraId, host: '127.0.0.1' },
    kind: how,
    memory: {},
    login: what,
  });
  const job = { version: 1, errands: [errand('other', 'frame', {}), errand('mine', kind, login)] };
  const word = JSON.stringify(JSON.stringify(JSON.stringify(job)));
  return `+1796.1 [0 127.0.0.1:1] "evalsha" "ab" ${word}`;
}

describe('a line of the queue bears a login of a camera', () => {
  it.each([
    ['where it goes out to look at its picture', line('frame', { sealed: 'v1.x' }), true],
    ['where it goes out to ask for its facts', line('full', { sealed: 'v1.x' }), true],
    ['and none where nothing may be sent to it', line('frame', null), false],
    ['and none with a heartbeat, which needs no login', line('heartbeat', { sealed: 'v1.x' }), false],
    ['and none where it is evidence', '+1 "evalsha" "{\\"items\\":[{\\"cameraId\\":\\"mine\\"}]}"', false],
  ])('%s', (_, text, isOne) => {
    expect(bearsLogin(text, 'mine')).toBe(isOne);
  });
});
