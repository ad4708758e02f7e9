import type { ChangeKind, PlacedChange } from './change.js';
import { changesText, eventText } from './event-text.js';

const change = (kind: ChangeKind, place: number): PlacedChange => ({
  kind,
  subject: '',
  villageIds: null,
  shown: { n: place },
  place,
});

describe('the text of events', () => {
  it('is one event of four lines, whatever is shown', () => {
    expect(eventText('beat', 'r.1', { words: '一\n二' })).toBe(
      'event: beat\nid: r.1\ndata: {"words":"一\\n二"}\n\n',
    );
  });

  it('tells changes of one kind together, with the place of the last', () => {
    const text = changesText([change('states', 1), change('states', 2), change('orders', 3)], String);

    expect(text).toBe(
      'event: states\nid: 2\ndata: {"items":[{"n":1},{"n":2}]}\n\nevent: orders\nid: 3\ndata: {"items":[{"n":3}]}\n\n',
    );
  });

  it('keeps the order where kinds alternate', () => {
    const text = changesText([change('states', 1), change('orders', 2), change('states', 3)], String);

    expect(text.match(/id: \d/g)).toEqual(['id: 1', 'id: 2', 'id: 3']);
  });

  it('is nothing for no change', () => {
    expect(changesText([], String)).toBe('');
  });
});
