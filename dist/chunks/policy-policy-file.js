// src/policy/policy-file.ts
/** Where the policy is kept, on the default branch. By itself: who only names the file does not load what reads it. */
const POLICY_FILE = ".github/commit-train.yml";

export { POLICY_FILE as t };