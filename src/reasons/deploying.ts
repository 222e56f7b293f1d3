import type { ReasonTable } from './reason.ts'

/** Deployments that a command asks for. */
export const DEPLOYING = {
  'deployment-not-created': {
    outcome: 'error',
    meaning: 'GitHub answered that it made no deployment.',
    advice: 'Read what GitHub says in the error text. The environment may have been deleted, or the commit removed.',
  },
  'deployment-unclear': {
    outcome: 'error',
    meaning: 'GitHub did not answer whether it made the deployment, and none is there.',
    advice: 'Look at `status`: if the deployment is not there, run the command again.',
  },
  'no-way-in': {
    outcome: 'error',
    meaning: 'No workflow would run the deployment: neither one that the commit has, nor one that is started by hand.',
    advice:
      'Add one of the templates `deploy-by-event.yml` and `deploy-by-dispatch.yml`, as the error text says. See `docs/workflows.md`.',
  },
  'commit-unknown': {
    outcome: 'refused',
    meaning: 'No commit has the SHA that was written, or the digits of several begin like it.',
    advice: 'Write more digits, or copy the SHA from `status`.',
  },
  'nothing-to-deploy': {
    outcome: 'refused',
    meaning: 'No commit waits: the newest one is live, or there is none before it to go back to.',
    advice: 'Name the commit, if another one than the newest is to be deployed.',
  },
  'role-too-low': {
    outcome: 'refused',
    meaning: 'Who asks may not write to the repository.',
    advice: 'Ask a person with the role that the error text names to deploy, or to give you that role.',
  },
  'force-not-permitted': {
    outcome: 'refused',
    meaning: 'Who asked for the deployment may not have refusals ignored in this environment, by the policy.',
    advice: 'Ask one of the people that the error text names, or change `force` in the policy on the default branch.',
    actions: ['deploy', 'command'],
  },
  'deployment-forced': {
    outcome: 'warning',
    meaning: 'The deployment went on although the gate would have refused it: someone who may do that gave a reason.',
    advice: 'Look at what was ignored. It stands in the payload of the deployment, too.',
    actions: ['deploy'],
  },
} as const satisfies ReasonTable
