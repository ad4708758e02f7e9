import { NO_FIGURES, plus } from './figures.js';

const PLACES = { covered: 1, fragile: 2, dark: 3, uncovered: 4 };
const TIME = { online: 10, impaired: 0, offline: 5, unknown: 0, maintenance: 1 };

describe('the figures of a village', () => {
  it('add up to those of the town', () => {
    const village = plus(NO_FIGURES, {
      online: 1,
      impaired: 2,
      offline: 3,
      unknown: 4,
      maintenance: 5,
      notInService: 6,
      openOutages: 7,
      time: TIME,
      places: PLACES,
      gapWeight: 8,
    });

    expect(plus(village, village)).toEqual({
      online: 2,
      impaired: 4,
      offline: 6,
      unknown: 8,
      maintenance: 10,
      notInService: 12,
      openOutages: 14,
      time: { online: 20, impaired: 0, offline: 10, unknown: 0, maintenance: 2 },
      places: { covered: 2, fragile: 4, dark: 6, uncovered: 8 },
      gapWeight: 16,
    });
  });

  it('leave coverage open where nobody has computed it, and take it from whoever has', () => {
    expect(plus(NO_FIGURES, { online: 1 }).places).toBeNull();
    expect(plus(NO_FIGURES, { places: PLACES, gapWeight: 0 })).toMatchObject({
      places: PLACES,
      gapWeight: 0,
    });
    expect(plus(plus(NO_FIGURES, { places: PLACES, gapWeight: 2 }), {})).toMatchObject({
      places: PLACES,
      gapWeight: 2,
    });
  });
});
