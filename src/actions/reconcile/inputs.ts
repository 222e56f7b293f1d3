import { durationOf, flagOf, type InputTable, type InputTexts, type OutputTable } from '../../runner/inputs.ts'
import { type SlackLogin, slackLogin } from '../../slack/login.ts'

/** The inputs of `actions/reconcile`; `action.yml` and its README say the same (a contract test holds them together). */
export const RECONCILE_INPUTS = {
  token: {
    description: 'Token of the run: reads deployments and workflow runs, writes the statuses that are missing.',
    required: true,
    default: '${{ github.token }}',
    secret: 'text',
  },
  'no-run-after': {
    description: 'How long a deployment may be without a workflow run before it is ended, such as `30m`.',
    default: '30m',
  },
  'slack-token': {
    description:
      'Bot token of the Slack app that `actions/deploy` uses: the messages of deployments that were ended show their end. Default: they stay as they are.',
    secret: 'text',
  },
  'slack-api-url': {
    description: "Base URL of Slack's Web API.",
    default: 'https://slack.com/api/',
    secret: 'address',
  },
  'dry-run': { description: '`true`: nothing is written; the log shows what would be.', default: 'false' },
} as const satisfies InputTable

/** The outputs of `actions/reconcile`. */
export const RECONCILE_OUTPUTS = {
  outcome: 'How it ended: `success` or `error`.',
  reason: 'Stable code of the first problem, such as `github-forbidden`; empty on success.',
  ended: 'The deployments that were ended, as a JSON list: `id`, `environment`, `service`, `reason`, `text`.',
  open: 'The deployments that are still in progress, as a JSON list of the same fields.',
} as const satisfies OutputTable

/** The validated inputs. */
interface ReconcileInputs {
  readonly token: string
  readonly noRunAfterMs: number
  readonly dryRun: boolean
  readonly slack: SlackLogin | undefined
}

/** Validates the inputs before anything is asked. Throws `input-invalid`. */
export function validateReconcile(texts: InputTexts<typeof RECONCILE_INPUTS>): ReconcileInputs {
  const dryRun = flagOf('dry-run', texts['dry-run'])
  const noRunAfterMs = durationOf('no-run-after', texts['no-run-after'])
  const slack = slackLogin(texts['slack-token'], texts['slack-api-url'])
  return { token: texts.token, noRunAfterMs, dryRun, slack }
}
