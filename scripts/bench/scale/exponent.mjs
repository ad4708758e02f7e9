/** Of value ∝ size^exponent, fitted to the logarithms by least squares: 1 is linear, 0 does not grow. Null where a value is none. */
export function exponentOf(sizes, values) {
  if (sizes.length < 2 || values.some((value) => !(value > 0))) return null;
  const [x, y] = [sizes.map(Math.log), values.map(Math.log)];
  const [meanX, meanY] = [mean(x), mean(y)];
  const over = x.reduce((sum, each, at) => sum + (each - meanX) * (y[at] - meanY), 0);
  const under = x.reduce((sum, each) => sum + (each - meanX) ** 2, 0);
  return Number((over / under).toFixed(2));
}

function mean(values) {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
