import forms from './villages/forms.ts';
import pastYears from './villages/import.ts';
import overview from './villages/overview.ts';
import publish from './villages/publish.ts';
import purchase from './villages/purchase.ts';
import report from './villages/report.ts';
import steps from './villages/steps.ts';
import suppliers from './villages/suppliers.ts';

/** What came in for villages, what they bought, what became of it. */
export default {
  ...overview,
  ...forms,
  ...steps,
  ...purchase,
  ...suppliers,
  ...report,
  ...publish,
  ...pastYears,
};
