import type { SlackFacts } from '../../../../src/deployments/slack/facts.ts'

export const SHA = '1a2b3c4d'.repeat(5)
export const LIVE = '9f8e7d6c'.repeat(5)

/** A deployment of one commit, asked for by somebody whom Slack knows. */
export function facts(given: Partial<SlackFacts> = {}): SlackFacts {
  return {
    channel: 'C0DEPLOYS',
    repository: 'acme/hello',
    page: 'https://github.com/acme/hello',
    service: 'hello',
    environment: 'production',
    deploymentId: 7,
    commit: SHA,
    requester: { login: 'ada', member: 'U0ADA' },
    logUrl: 'https://github.com/acme/hello/actions/runs/5/attempts/1',
    dashboard: undefined,
    title: 'Greet in the evening',
    author: 'grace',
    train: undefined,
    ...given,
  }
}
