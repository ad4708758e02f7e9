import { describeWith } from '../needs.js';
import { byHand } from './planning/by-hand.story.js';
import { everybody } from './planning/everybody.story.js';
import { gapToPlan } from './planning/gap-to-plan.story.js';
import { PlanningStage } from './planning/planning-stage.js';
import { suggestions } from './planning/suggestions.story.js';

describeWith(['chromium'], 'planning, from gap to plan', () => {
  const stage = new PlanningStage();

  beforeAll(() => stage.open(), 120_000);
  afterAll(() => stage.close());
  afterEach(() => stage.leave());

  gapToPlan(stage);
  byHand(stage);
  suggestions(stage);
  everybody(stage);
});
