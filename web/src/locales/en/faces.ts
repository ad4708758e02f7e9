import type zh from '../zh/faces.ts';

const faces: typeof zh = {
  add: 'New',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  edit: 'Change',
  remove: 'Remove',
  more: 'Show more',
  saved: 'Saved',
  removed: 'Removed',
  none: '(none)',
  all: 'All',
  yes: 'Yes',
  no: 'No',
  actions: 'Actions',
  back: 'Back',
  typeToConfirm: 'Type “{typed}” to confirm.',
  notTyped: 'That is not the same',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'This browser copies nothing; note it by hand.',
  noted: 'I have noted it',
  wholeTown: 'Whole town',
  dropFile: 'Drop a file here, or choose one',
};
export default faces;
