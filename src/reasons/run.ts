import type { ReasonTable } from './reason.ts'

/** The run itself: how it ended, and deployments that it does not take. */
export const RUN = {
  deployed: {
    outcome: 'success',
    meaning: 'The rollout is complete and stayed so for the stability window.',
    advice: 'Nothing to do.',
    actions: ['deploy'],
  },
  'dry-run': {
    outcome: 'dry-run',
    meaning:
      'The input `dry-run` is `true`: the plan stands in the log and in the job summary. A deployment that it was asked for ends as `inactive`.',
    advice: 'To carry it out, create a new deployment of the commit.',
    actions: ['deploy'],
  },
  'secrets-withheld': {
    outcome: 'left-alone',
    meaning:
      'A dry run was to be made for a pull request to whose runs GitHub gives no secrets, of a fork or of Dependabot, so there is no kubeconfig and no plan.',
    advice: 'Nothing to do. Somebody who may write to the repository can push the branch there to see its plan.',
    actions: ['deploy'],
  },
  'image-not-built': {
    outcome: 'warning',
    meaning:
      'The registry has no image of the commit yet, so the plan of a dry run shows its tag instead of a digest. A pull request has no image: its plan shows the tag without this notice.',
    advice: 'Nothing to do. Run it after the build to see the digest.',
    actions: ['deploy'],
  },
  timeout: {
    outcome: 'error',
    meaning:
      'The time of the input `timeout` was used up. After the first write to the cluster the outcome is `failed`.',
    advice: 'Look at the steps and their times. Raise `timeout` if the rollout only needs longer.',
    actions: ['deploy'],
  },
  cancelled: {
    outcome: 'cancelled',
    meaning: 'The run was cancelled by a person or by the concurrency rules of its workflow, or the runner stopped it.',
    advice: 'If the cluster was changed, it stays as it is: deploy the commit that should be live.',
  },
  'run-killed': {
    outcome: 'cancelled',
    meaning: 'The run was stopped before it could end the deployment itself.',
    advice: 'If the cluster was changed, it stays as it is: deploy the commit that should be live.',
    actions: ['deploy'],
  },
  'run-not-started': {
    outcome: 'error',
    meaning: 'The job ended before the deployment began. Nothing was changed.',
    advice: 'Look at the steps of the job before the deployment: checkout and logins fail there.',
    actions: ['deploy'],
  },
  superseded: {
    outcome: 'superseded',
    meaning:
      'A newer deployment of the same service and environment came first, or waits for it too. Nothing was changed.',
    advice: 'Nothing to do. To go back to this commit, create a new deployment of it.',
    actions: ['deploy'],
  },
  'environment-held': {
    outcome: 'refused',
    meaning: 'Another deployment is changing the same service and environment.',
    advice: 'Wait for its end, then deploy again. `when-held: wait` in the policy lets deployments wait by themselves.',
    actions: ['deploy'],
  },
  'hold-lost': {
    outcome: 'failed',
    meaning:
      'The Lease of the deployment could not be renewed in time, or another deployment took it, while objects were applied.',
    advice: 'Look at what is live, then deploy the commit that should be live.',
    actions: ['deploy'],
  },
  'lease-unavailable': {
    outcome: 'warning',
    meaning:
      'The account may not use Leases, or the namespace does not exist yet, so only the `concurrency` of the workflow keeps two deployments apart.',
    advice:
      'Add `get`, `create` and `update` of `leases` (coordination.k8s.io) to the Role. See `docs/permissions.md`.',
    actions: ['deploy'],
  },
  'run-lost': {
    outcome: 'error',
    meaning: 'The workflow run has ended, or was deleted, and did not end the deployment: often its runner was lost.',
    advice: 'See the log of the run and look at what is live, then deploy the commit that should be live.',
    actions: ['reconcile'],
  },
  'run-dropped': {
    outcome: 'cancelled',
    meaning: 'The run was cancelled before it began: by a person, or because too many waited in its queue.',
    advice: 'Create a new deployment of the commit if it is still wanted.',
    actions: ['reconcile'],
  },
  'review-rejected': {
    outcome: 'refused',
    meaning: 'A reviewer of the environment rejected the run. Nothing was changed.',
    advice: 'Read the comment of the reviewer.',
    actions: ['reconcile'],
  },
  'not-picked-up': {
    outcome: 'error',
    meaning: 'No workflow run has taken the deployment.',
    advice:
      'Create deployments with the token of an App or a person, for a commit whose workflow runs on `deployment`; or deploy by dispatch. See `docs/workflows.md`.',
    actions: ['reconcile'],
  },
  'deployment-duplicate': {
    outcome: 'left-alone',
    meaning: 'Another run, started by the same event, has the deployment.',
    advice: 'Nothing to do.',
    actions: ['deploy'],
  },
  'deployment-in-progress': {
    outcome: 'left-alone',
    meaning: 'Another run works on the deployment.',
    advice: 'Wait until that run has ended.',
    actions: ['deploy'],
  },
  'deployment-foreign': {
    outcome: 'left-alone',
    meaning:
      'The deployment is not for this action: its task or environment is not in the policy, or an App created it without the mark in its payload.',
    advice:
      'Nothing to do for deployments of other tools. Else correct the task, add the environment to the policy, or mark the deployment. See `docs/policy.md`.',
    actions: ['deploy'],
  },
  'deployment-withdrawn': {
    outcome: 'left-alone',
    meaning: 'The deployment was ended by a person or another tool before this run could begin with it.',
    advice: 'Nothing to do if that was meant. Else create a new deployment of the commit.',
    actions: ['deploy'],
  },
  'stale-rerun': {
    outcome: 'left-alone',
    meaning: 'The deployment has ended, and a newer one was created or it is live.',
    advice: 'Create a new deployment of the commit instead of running the old one again.',
    actions: ['deploy'],
  },
  'runner-machine': {
    outcome: 'error',
    meaning: 'The machine of the runner has no room on its disk, too little memory, or a disk that cannot be written.',
    advice: 'Free space, or use another runner, then run the job again.',
  },
  bug: {
    outcome: 'error',
    meaning: 'Something happened that commit-train does not expect.',
    advice: 'Report it with the stack from the log: https://github.com/commit-train/commit-train/issues.',
  },
} as const satisfies ReasonTable
