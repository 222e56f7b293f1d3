// src/text/bug-report.ts
/** What is asked for when something is thrown that was not meant to be. */
const BUG_REPORT = "This is a bug of commit-train; please report it: https://github.com/commit-train/commit-train/issues";

export { BUG_REPORT };