import type { ReasonTable } from './reason.ts'

/** The policy file, and what a deployment asks for by its environment and service. */
export const POLICY = {
  'policy-missing': {
    outcome: 'refused',
    meaning: 'The default branch has no `.github/commit-train.yml`.',
    advice: 'Add the file to the default branch. The error text shows the shortest one that works.',
  },
  'policy-invalid': {
    outcome: 'refused',
    meaning: 'The policy file is not valid YAML or does not fit its schema.',
    advice: 'Correct the lines that are listed on the default branch. See `docs/policy.md`.',
  },
  'service-unclear': {
    outcome: 'refused',
    meaning: 'The policy names several services and the deployment names none.',
    advice: 'Create the deployment with the task `deploy:<service>`.',
    actions: ['deploy'],
  },
  'sha-invalid': {
    outcome: 'refused',
    meaning: 'The deployment does not name its commit by a full SHA.',
    advice: 'Create the deployment with the full 40-character SHA as its `ref`.',
    actions: ['deploy'],
  },
  'environment-mismatch': {
    outcome: 'refused',
    meaning: 'The deployment is for another environment than the job runs in.',
    advice: 'Set `environment:` of the job and the input `environment` to the environment of the deployment.',
    actions: ['deploy'],
  },
  'environment-locked': {
    outcome: 'refused',
    meaning: 'The environment is locked by another person, or by an App. A lock stops automation, its own too.',
    advice:
      'Ask the owner, whom the error text names, or wait until the lock has expired. `commit-train status` shows every lock; the owner releases it with the command that the job summary shows.',
    actions: ['deploy'],
  },
  'environment-frozen': {
    outcome: 'refused',
    meaning: 'The policy freezes the environment at this time.',
    advice: 'Deploy when the freeze is over, or change `freeze` in the policy on the default branch.',
    actions: ['deploy'],
  },
  'deployer-not-permitted': {
    outcome: 'refused',
    meaning: 'The creator of the deployment may not deploy to the environment, by the policy.',
    advice: 'Have a permitted person create the deployment, or change `deployers` in the policy on the default branch.',
    actions: ['deploy'],
  },
  'proof-not-accepted': {
    outcome: 'refused',
    meaning: 'The environment does not accept the way by which the deployment was asked for, by the policy.',
    advice:
      'Ask by one of the ways that the text names, such as a terminal with a token of your own, or change `proof` in the policy on the default branch.',
    actions: ['deploy', 'command'],
  },
  'order-not-met': {
    outcome: 'refused',
    meaning: 'Another environment has to run the commit, or a newer one, before, and does not yet, or not long enough.',
    advice: 'Deploy it there first, and wait as long as `good-for` in the policy says.',
    actions: ['deploy'],
  },
  'environment-unknown': {
    outcome: 'error',
    meaning: 'The input `environments` names an environment that no policy names.',
    advice: 'Correct the name in the input, or add the environment to the policy.',
    actions: ['notify-stale'],
  },
} as const satisfies ReasonTable
