import type { ReasonTable } from './reason.ts'

/** What `doctor` finds in the set-up, beside what could not be read. */
export const DOCTOR = {
  'workflow-missing': {
    outcome: 'warning',
    meaning: 'No workflow of the default branch runs an action that the set-up counts on.',
    advice: 'Copy the template of that name to `.github/workflows`. See `docs/workflows.md`.',
  },
  'workflow-not-pinned': {
    outcome: 'warning',
    meaning: 'A workflow names what it runs by a tag or a branch, which can be moved to other code.',
    advice: 'Name the commit of a release by its full SHA. See `docs/workflows.md`.',
  },
  'workflow-permission-missing': {
    outcome: 'error',
    meaning: 'A job does not give its token a permission that what it runs needs.',
    advice: 'Write the line that the finding shows under the job. See `docs/permissions.md`.',
  },
  'token-permission-missing': {
    outcome: 'error',
    meaning: 'The token that asked may not do what commands need.',
    advice: 'Give it the permission that the finding names. See `docs/permissions.md`.',
  },
  'environment-missing': {
    outcome: 'warning',
    meaning: 'GitHub has no environment of a name that the policy has.',
    advice: 'Create it in the settings of the repository, with its reviewers and its secrets.',
  },
  'environment-refuses-run': {
    outcome: 'error',
    meaning: 'The rules of an environment keep the job of a deployment out.',
    advice: 'Change the rule as the finding says. See `docs/workflows.md`.',
  },
  'secret-falls-back': {
    outcome: 'warning',
    meaning:
      'An environment lacks a secret that the repository or the organization has: its jobs get that one, without a message.',
    advice: 'Give the environment its own, and remove the other one. See `docs/workflows.md`.',
  },
  'secret-missing': {
    outcome: 'error',
    meaning:
      'The deploy workflow needs a secret that neither the environment, the repository nor the organization has.',
    advice: 'Give it to the environment, with the line that the finding shows.',
  },
  'trunk-not-squashed': {
    outcome: 'warning',
    meaning: 'Pull requests can be merged otherwise than by squash.',
    advice: 'Allow squash alone, so that each commit of the line was reviewed and checked as it is.',
  },
  'trunk-unchecked': {
    outcome: 'warning',
    meaning: 'The default branch requires no checks.',
    advice: 'Require the checks that every commit must pass, by a ruleset.',
  },
  'trunk-not-reviewed': {
    outcome: 'warning',
    meaning: 'The default branch takes changes without an approval, or without that of a code owner.',
    advice: 'Ask for both by a ruleset: the policy and the workflows are changed in the same way.',
  },
  'trunk-not-kept': {
    outcome: 'warning',
    meaning: 'No rule keeps the default branch from being forced to other commits.',
    advice: 'Block force pushes by a ruleset: a commit that is live may vanish from the line otherwise.',
  },
  'lock-place-ruled': {
    outcome: 'warning',
    meaning: 'A ruleset holds for the refs that keep the locks.',
    advice: 'Leave these refs out of the rule. `doctor --probe` tries whether locks can be kept.',
  },
  'lock-place-refused': {
    outcome: 'warning',
    meaning: 'A lock that was tried could not be created, or not be deleted, where the policy keeps them.',
    advice: 'Do what the finding says. See `docs/locks.md`.',
  },
  'server-lacks': {
    outcome: 'error',
    meaning: 'The release of GitHub Enterprise Server does not have what the set-up uses.',
    advice: 'Leave it out as the finding says, or upgrade the server. See `docs/workflows.md`.',
  },
  'cluster-role-lacks': {
    outcome: 'error',
    meaning: 'The credentials of the cluster do not have a permission that deployments use.',
    advice: 'Add the rule that the finding shows to the Role. See `docs/permissions.md`.',
  },
} as const satisfies ReasonTable
