import { endToEnd } from './hops.js';

describe('headers that go from one end to the other', () => {
  it('are all but those of the connection in between, and those that it names', () => {
    const passed = endToEnd({
      host: 'shouwang.example',
      cookie: 'session=1',
      'x-mine': 'of this hop',
      connection: 'Keep-Alive, X-Mine',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      upgrade: 'websocket',
      expect: '100-continue',
    });
    expect(passed).toEqual({ host: 'shouwang.example', cookie: 'session=1' });
  });
});
