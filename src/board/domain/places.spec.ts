import { Places } from './places.js';

describe('Places', () => {
  it('grow with each one, also within a microsecond', () => {
    const places = new Places('run', () => 5);

    expect([places.next(), places.next(), places.next()]).toEqual([5_000, 5_001, 5_002]);
  });

  it('follow the time, so that they tell nothing of how much happens', () => {
    let ms = 10;
    const places = new Places('run', () => ms);
    places.next();
    ms = 20;

    expect(places.next()).toBe(20_000);
  });

  it('are read back from the ids that pages were given', () => {
    const places = new Places('run', () => 5);
    const place = places.next();

    expect(places.placeOf(places.idOf(place))).toBe(place);
  });

  it.each(['', 'run', 'run.', 'run.-1', 'run.zzzzzzzzzzzz', 'run.3 ', 'other.3uw', 'run.3uw', '{"a":1}'])(
    'know nothing of the id "%s", which this process never gave',
    (id) => {
      const places = new Places('run', () => 4);
      places.next();

      expect(places.placeOf(id)).toBeNull();
    },
  );
});
