/** What is posted. */
export default {
  publish: {
    title: 'Publications',
    preview: 'Preview',
    previewPage: 'The page to be posted',
    previewNote:
      'It says what will be posted, without a number yet. Of what is not approved only one sum is shown.',
    publish: 'Publish',
    gapsUnknown:
      'Gaps closed are not known now, and their column would be empty: better wait until they are.',
    nameOf: 'name',
    publishing: 'It is frozen under a number for good, and corrected by a new one alone. Publish it?',
    done: 'Published as {number}',
    list: 'Published',
    number: 'Number',
    days: 'Public',
    check: 'Check page',
    hash: 'SHA-256',
    correct: 'Correct',
    corrects: 'corrects {number}',
    correctedBy: 'corrected by {number}',
    correcting: 'Correcting {number}',
    noCheck: 'the check page is off',
  },
};
