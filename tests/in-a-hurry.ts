/** A property that has held for so long is taken to hold: `npm test` alone tries it as often as it says. */
import fc from 'fast-check';

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  interruptAfterTimeLimit: 150,
  reporter(details) {
    // One that had no time at all has not failed.
    if (!details.failed || (details.interrupted && details.counterexample === null)) return;
    throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
  },
});
