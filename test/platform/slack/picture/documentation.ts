import { detailsReply } from '../../../../src/deployments/slack/details.ts'
import type { SlackFacts } from '../../../../src/deployments/slack/facts.ts'
import { deploymentMessage } from '../../../../src/deployments/slack/message.ts'
import type { Ending } from '../../../../src/domain/deployment/ending.ts'
import { endingLine } from '../../../../src/domain/deployment/status-text.ts'
import { draw, reply, shown } from './message-pictures.ts'
import { waitingPictures } from './waiting-pictures.ts'

const [one, two, three, live] = ['4f3c2b1', '8d7e6f5', '1a2b3c4', '9c8b7a6'].map(short => short.padEnd(40, '0')) as [
  string,
  string,
  string,
  string,
]

const page = 'https://github.com/acme/hello'

const facts: SlackFacts = {
  channel: 'C0DEPLOYS',
  repository: 'acme/hello',
  page,
  service: 'hello',
  environment: 'production',
  deploymentId: 2917,
  commit: one,
  requester: { login: 'ada', member: 'U0ADA0001' },
  logUrl: `${page}/actions/runs/7001/attempts/1`,
  dashboard: 'https://grafana.example/d/hello',
  title: 'Greet people by the time of day',
  author: 'grace',
  train: {
    kind: 'forward',
    live,
    count: 3,
    more: false,
    shown: [
      { sha: one, title: 'Greet people by the time of day', author: 'grace' },
      { sha: two, title: 'Log how long a greeting took', author: 'ada' },
      { sha: three, title: 'Update the Go toolchain', author: 'renovate' },
    ],
  },
}

const steps = [
  { step: 'gate', ms: 820 },
  { step: 'render', ms: 190 },
  { step: 'preflight', ms: 240 },
  { step: 'apply', ms: 160 },
  { step: 'rollout', ms: 14_300 },
] as const

const report = {
  deploymentId: facts.deploymentId,
  commit: one,
  commitUrl: `${page}/commit/${one}`,
  environment: 'production',
  image: 'ghcr.io/acme/hello@sha256:5b1c…',
  steps: [...steps],
  touched: true,
  warnings: [],
}

const deployed: Ending = { outcome: 'success', reason: 'deployed', text: 'Deployed 4f3c2b1 in 16 s', findings: [] }

const crashed: Ending = {
  outcome: 'failed',
  reason: 'crash',
  text: 'Deployment/hello, container app: crash: exit code 1, twice in 6 s',
  findings: [],
}

/** The pictures of docs/slack.md and docs/stale.md by file name, drawn from the messages that the code makes. */
export function pictures(): Readonly<Record<string, string>> {
  return {
    ...waitingPictures(),
    'deploying.svg': draw('A deployment under way', [
      shown(deploymentMessage(facts, { kind: 'under-way', text: '5/5 Waiting for the rollout' }), '14:02'),
    ]),
    'deployed.svg': draw('A deployment that went well, with its thread', [
      shown(deploymentMessage(facts, ended(deployed, [])), '14:02'),
      reply(detailsReply(facts, { report, ending: deployed, ms: 16_000, redact }), '14:02'),
    ]),
    'failed.svg': draw('A deployment that failed, with its cause', [
      shown(
        deploymentMessage(
          facts,
          ended(crashed, ['Live now: Deployment/hello: 2 of 3 pods serve, the old version among them']),
        ),
        '14:02',
      ),
      reply(
        detailsReply(facts, {
          report: {
            ...report,
            rollout: {
              outcome: 'failed',
              workloads: [],
              causes: [],
              logs: {
                pod: 'hello-6d5f',
                container: 'app',
                previous: true,
                lines: ['panic: no such file: /etc/hello/greetings.yaml'],
              },
            },
          },
          ending: crashed,
          ms: 9400,
          redact,
        }),
        '14:02',
      ),
    ]),
  }
}

function ended(ending: Ending, live: readonly string[]) {
  return { kind: 'ended', outcome: ending.outcome, text: endingLine(ending), live } as const
}

function redact(text: string): string {
  return text
}
