/** The town is as large as the real one, with more cameras than it will ever have. */
export const SIDE_M = 7_874;
export const VILLAGES = 42;
export const CAMERAS = 10_000;
export const BUILDINGS = 20_000;
export const PLACES = 2_000;
