/** Where the policy is kept, on the default branch. By itself: who only names the file does not load what reads it. */
export const POLICY_FILE = '.github/commit-train.yml'
