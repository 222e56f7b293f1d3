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
} as const satisfies ReasonTable
