import { StreamSeats } from './stream-seats.js';

describe('StreamSeats', () => {
  const seats = () => new StreamSeats({ maxStreams: 3, maxStreamsPerActor: 2 });

  it('refuses one account more than its share, and nobody else', () => {
    const three = seats();
    three.take('a');
    three.take('a');

    expect(() => three.take('a')).toThrow('2 pages of yours listen already; close one.');
    expect(() => three.take('b')).not.toThrow();
  });

  it('refuses whoever comes when all are taken', () => {
    const three = seats();
    for (const actor of ['a', 'a', 'b']) three.take(actor);

    expect(() => three.take('c')).toThrow('3 pages listen already');
  });

  it('gives a seat back once, however often it is left', () => {
    const three = seats();
    const leave = three.take('a');
    three.take('a');
    leave();
    leave();

    expect(three.count).toBe(1);
    three.take('a');
    expect(() => three.take('a')).toThrow('2 pages of yours');
  });
});
