import { metricsRegister } from './register.js';

describe('the register of metrics', () => {
  it('has the numbers of the process once, however many services are in it', () => {
    const [one, other] = [metricsRegister(), metricsRegister()];
    for (const name of ['process_cpu_seconds_total', 'nodejs_gc_duration_seconds'])
      expect(one.getSingleMetric(name)).toBe(other.getSingleMetric(name));
  });

  it('keeps the numbers of each service apart', () => {
    const [one, other] = [metricsRegister(), metricsRegister()];
    one.removeSingleMetric('shouwang_build_info');
    expect(other.getSingleMetric('shouwang_build_info')).toBeDefined();
  });
});
