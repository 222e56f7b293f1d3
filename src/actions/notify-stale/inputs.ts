import type { RepositoryScope, StaleSettings } from '../../delivery/stale/settings.ts'
import { UserError } from '../../errors.ts'
import {
  bothOrNeither,
  flagOf,
  type InputTable,
  type InputTexts,
  idOf,
  linesOf,
  type OutputTable,
} from '../../runner/inputs.ts'
import { type SlackLogin, slackLogin } from '../../slack/login.ts'
import { canonicalName } from '../../text/canonical-name.ts'

/** The inputs of `actions/notify-stale`; `action.yml` and its README say the same (a contract test holds them together). */
export const NOTIFY_STALE_INPUTS = {
  token: {
    description:
      "Token that reads the repositories. The workflow's own token reads only its own repository; several repositories need an App's token.",
    required: true,
    default: '${{ github.token }}',
    secret: 'text',
  },
  repositories: {
    description: 'Repositories to scan, `owner/name`, one per line. Default: the one the workflow runs in.',
  },
  organization: { description: 'Organization whose repositories with the `topic` are scanned.' },
  topic: { description: 'Topic of the repositories to scan, with `organization`.' },
  environments: {
    description:
      'Environments to scan, one per line. Default: all for which the policies do not turn notifications off.',
  },
  'slack-token': {
    description: 'Bot token of a Slack app. Default: no notifications, only the job summary and the outputs.',
    secret: 'text',
  },
  'slack-api-url': {
    description: "Base URL of Slack's Web API.",
    default: 'https://slack.com/api/',
    secret: 'address',
  },
  'dry-run': { description: '`true`: nothing is written to Slack; the log shows what would be.', default: 'false' },
  budget: {
    description:
      'Limit of GraphQL points and REST requests together per run. Repositories beyond it are listed; the next run starts with others.',
    default: '500',
  },
  name: {
    description:
      'Name of this scan, by which a run finds the messages of earlier runs. Needed only where one job runs several scans.',
  },
} as const satisfies InputTable

/** The outputs of `actions/notify-stale`. */
export const NOTIFY_STALE_OUTPUTS = {
  outcome: 'How it ended: `success`, `error` or `cancelled`. Repositories beyond the budget are no error.',
  reason: 'Stable code of the first problem, such as `github-forbidden` or `slack-not-in-channel`; empty on success.',
  stale:
    'What is stale, as a JSON list: `repository`, `service`, `environment`, `count`, `more` (it is at least so many), `since`, `silent` (why), `deploy` (the commit to deploy) and the newest `commits`: 20, or fewer where all together are too long for an output.',
  problems: 'Failed reads and notifications, as a JSON list: `reason`, `text`, `where`.',
  'left-out': 'Repositories that were not scanned because of the budget or the rate limit, as a JSON list.',
  messages: 'Actions in Slack, as a JSON list: `environment`, `channel`, `action`, `ts`.',
  points: 'GraphQL points used.',
  requests: 'REST requests to GitHub.',
} as const satisfies OutputTable

/** The validated inputs. */
export interface NotifyStaleInputs extends StaleSettings {
  readonly token: string
  readonly slack: SlackLogin | undefined
  readonly name: string | undefined
}

/** Validates the inputs and their combinations before anything is asked. Throws `input-invalid`. */
export function validateNotifyStale(texts: InputTexts<typeof NOTIFY_STALE_INPUTS>): NotifyStaleInputs {
  const environments = linesOf(texts.environments).map(canonicalName)
  return {
    token: texts.token,
    scope: scopeOf(texts),
    environments: environments.length === 0 ? undefined : environments,
    slack: slackLogin(texts['slack-token'], texts['slack-api-url']),
    dryRun: flagOf('dry-run', texts['dry-run']),
    budget: idOf('budget', texts.budget),
    name: texts.name === '' ? undefined : texts.name,
  }
}

function scopeOf(texts: InputTexts<typeof NOTIFY_STALE_INPUTS>): RepositoryScope {
  const { organization, topic } = texts
  const repositories = linesOf(texts.repositories)
  if (repositories.length > 0) {
    if (organization !== '' || topic !== '') {
      throw bad('Inputs "repositories" and "organization" are both given; name the repositories, or find them by topic')
    }
    const wrong = repositories.filter(name => !/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/.test(name))
    if (wrong.length > 0) {
      const list = wrong.map(name => `"${name}"`).join(', ')
      throw bad(`Input "repositories" has ${list}; write owner/name, one per line`)
    }
    return { kind: 'named', repositories }
  }
  const isGiven = bothOrNeither(['organization', organization], ['topic', topic])
  return isGiven ? { kind: 'topic', organization, topic } : { kind: 'own' }
}

function bad(text: string): UserError {
  return new UserError('input-invalid', text)
}
